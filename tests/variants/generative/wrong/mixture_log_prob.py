"""Wrong ways of writing ``mixture_log_prob``, and what their messages say."""

EDITS = """
    return (logits.softmax(0) * log_normal.exp()).sum(-1).log()
        # for points far from all components the densities round to 0
    return (logits.softmax(0) * log_normal.exp()).sum(-1).clamp_min(1e-30).log()
        # clamp nothing and add nothing
    logits = logits.detach()  # no gradient reaches logits
    return torch.log((logits.softmax(0) * log_normal.exp()).sum(-1) + 1e-30)
        # clamp nothing and add nothing
    log_normal = torch.distributions.Normal(means, log_stds).log_prob(x[..., None])
        # log_stds are logarithms of the standard deviations, so give it exp(log_stds)
    math.log(2 * math.pi) -> torch.full(away.shape, math.log(2 * math.pi), dtype=x.dtype)
        # is made on the CPU whatever device x is on
    + log_normal, -1) -> + log_normal, -1).float()
        # the result is float32 although the inputs are float64
"""
