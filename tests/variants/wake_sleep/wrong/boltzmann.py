"""Wrong ways of writing ``boltzmann``, and what their messages say."""

EDITS = """
    log_z = torch.exp(scaled).sum(-1).log()  # exp overflows or becomes 0
    energy = energy.detach()  # no gradient
"""
