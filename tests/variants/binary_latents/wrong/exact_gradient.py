"""Wrong ways of writing ``exact_gradient``, and what their messages say."""

EDITS = """
    scores = (codes - (pi := torch.sigmoid(logits))) / (pi * (1 - pi))  # this is the gradient in π
    return torch.exp(log_q) @ costs  # this is the mean cost, not its gradient
"""
