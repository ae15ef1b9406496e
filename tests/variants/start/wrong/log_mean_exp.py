"""Wrong ways of writing ``log_mean_exp``, and what their messages say."""

EDITS = """
    return log_w.exp().mean(0).log()  # exp overflows, or becomes 0, for large log_w
    largest = log_w.max()  # exp underflows to 0 where columns are far apart
    log_w = log_w.detach()  # no gradient can flow back
    log_w = log_w.clamp(-80)  # log_w is clamped at -80
    largest = log_w.min(0).values  # exp overflows where the rows of a column are far apart
    (log_w - largest) -> (log_w - largest).float()  # a part of it is computed in float32
"""
