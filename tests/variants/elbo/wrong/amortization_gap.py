"""Wrong ways of writing ``amortization_gap``, and what their messages say."""

EDITS = """
    best = torch.diag(covariance.diagonal())  # not those of the posterior
    return total - approximation  # 2 tensors should be returned
"""
