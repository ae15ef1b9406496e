"""Wrong ways of writing ``straight_through``, and what their messages say."""

EDITS = """
    return bits  # no gradient
    return bits + (logits - logits.detach())  # the gradient is that of the logits
"""
