"""Wrong ways of writing ``disarm_gradient``, and what their messages say."""

EDITS = """
    logits.abs() -> logits  # `abs` of `logits` is missing
    return (0.5 * difference * (z - other) * torch.sigmoid(logits.abs())).sum(-1)  # last axis
"""
