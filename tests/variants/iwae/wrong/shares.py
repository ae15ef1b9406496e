"""Wrong ways of writing ``shares``, and what their messages say."""

EDITS = """
    weights = torch.exp(log_w)  # subtract the largest first
    weights = torch.exp(log_w - log_w.max())  # subtract each column's largest
    log_w = log_w.detach()  # no gradient
"""
