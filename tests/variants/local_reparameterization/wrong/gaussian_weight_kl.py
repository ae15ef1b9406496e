"""Wrong ways of writing ``gaussian_weight_kl``; a docstring is what its message says."""


def std_for_variance(mean, log_var, prior_var):
    """there is the standard deviation exp(½ log_var) where the variance belongs"""
    std = (0.5 * log_var).exp()
    return 0.5 * ((std + mean**2) / prior_var - 1 - log_var + prior_var.log()).sum()


def mean_apart(mean, log_var, prior_var):
    """the mean is not divided by prior_var"""
    return 0.5 * (log_var.exp() / prior_var + mean**2 - 1 - log_var + prior_var.log()).sum()
