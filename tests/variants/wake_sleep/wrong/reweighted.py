"""Wrong ways of writing ``reweighted``, and what their messages say."""

EDITS = """
    return torch.logsumexp(log_p - log_q, 0) - math.log(len(log_p))  # log_q has the wrong sign
    share = torch.exp(log_w) / torch.exp(log_w).sum(0)  # exp overflows or becomes 0
"""
