"""Wrong ways of writing ``predictive_log_prob``, and what their messages say."""

EDITS = """
    log_p = (logits.exp() / logits.exp().sum(-1, keepdim=True)).log()  # exp overflows or becomes 0
    return log_p[0]  # the first draw alone is used
"""
