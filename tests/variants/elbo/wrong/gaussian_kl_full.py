"""Wrong ways of writing ``gaussian_kl_full``, and what their messages say."""

EDITS = """
    distance = (difference**2).sum(-1)  # not weighted with the inverse of cov_p
    precision @ -> torch.linalg.inv(cov_q) @  # it needs cov_p
"""
