"""Wrong ways of writing ``effective_sample_size``, and what their messages say."""

EDITS = """
    return log_w.exp().sum(0)**2 / log_w.exp().square().sum(0)  # exp overflows for large log_w
    return (w := (log_w - log_w.max()).exp()).sum(0)**2 / w.square().sum(0)
        # exp underflows where columns are far apart
    torch.softmax(log_w, 0) -> torch.softmax(log_w.float(), 0).to(log_w.dtype)
        # a part of it is computed in float32
    log_w = log_w.detach()  # no gradient can flow back
    return (w := torch.exp(log_w - log_w.max(0))).sum(0)**2 / w.square().sum(0)
        # take .values, or use amax(0)
    return torch.ones(log_w.shape[1:], dtype=log_w.dtype) / torch.softmax(log_w,
        0).square().sum(0)  # is made on the CPU whatever device log_w is on
"""
