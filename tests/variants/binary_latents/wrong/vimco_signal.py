"""Wrong ways of writing ``vimco_signal``, and what their messages say."""

EDITS = """
    return log_w - others  # the signal is that of the ELBO
    return torch.log(log_w.exp().sum(0) / replaced.exp().sum(1))  # exp overflows or becomes 0
"""
