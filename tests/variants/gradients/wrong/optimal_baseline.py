"""Wrong ways of writing ``optimal_baseline``, and what their messages say."""

EDITS = """
    values, scores = values.detach(), scores.detach()  # no gradient can flow back
    scores = scores.detach()  # no gradient reaches scores
"""
