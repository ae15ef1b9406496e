"""Wrong ways of writing ``bound_gradient``, and what their messages say."""

EDITS = """
    share = torch.exp(log_w) / torch.exp(log_w).sum(0)  # exp overflows or becomes 0
    log_w, 0 -> log_w, 1  # the shares are normalized over the batch
"""
