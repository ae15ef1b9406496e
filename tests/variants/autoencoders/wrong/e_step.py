"""Wrong ways of writing ``e_step``, and what their messages say."""

EDITS = """
    log_p = log_terms.exp().sum(-1).log()  # far away from all Gaussians
    return torch.exp(log_terms - log_p[:, None])  # 2 tensors should be returned
    (means, covariances -> (means, scale_tril=covariances
        # scale_tril is the factor L of the covariance
    log_p = (log_terms.exp() + 1e-30).sum(-1).log()  # clamp nothing and add nothing
    weights = torch.zeros(len(weights), dtype=z.dtype) + weights
        # is made on the CPU whatever device z is on
"""
