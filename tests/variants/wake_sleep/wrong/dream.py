"""Wrong ways of writing ``dream``, and what their messages say."""

EDITS = """
    h1 @ -> torch.sigmoid(h2 @ to_1.T + bias_1) @  # h1 is passed down as probabilities
    return h2, h1, x  # the results are in the wrong order
"""
