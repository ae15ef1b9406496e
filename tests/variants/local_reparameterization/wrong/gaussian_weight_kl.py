"""Wrong ways of writing ``gaussian_weight_kl``, and what their messages say."""

EDITS = """
    torch.exp(log_var) -> torch.exp(0.5 * log_var)
        # there is the standard deviation exp(½ log_var) where the variance belongs
    ratio = torch.exp(log_var) / prior_var + mean**2  # the mean is not divided by prior_var
"""
