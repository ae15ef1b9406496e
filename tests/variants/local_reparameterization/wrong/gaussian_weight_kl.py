"""Wrong ways of writing ``gaussian_weight_kl``; a docstring is what its message says."""


def standard_prior(mean, log_var, prior_var):
    """the prior is taken for N(0, 1)"""
    return 0.5 * (log_var.exp() + mean**2 - 1 - log_var).sum()


def no_log(mean, log_var, prior_var):
    """log prior_var is missing"""
    return 0.5 * ((log_var.exp() + mean**2) / prior_var - 1 - log_var).sum()


def std_for_variance(mean, log_var, prior_var):
    """there is the standard deviation exp(½ log_var) where the variance belongs"""
    std = (0.5 * log_var).exp()
    return 0.5 * ((std + mean**2) / prior_var - 1 - log_var + prior_var.log()).sum()


def mean_apart(mean, log_var, prior_var):
    """the mean is not divided by prior_var"""
    return 0.5 * (log_var.exp() / prior_var + mean**2 - 1 - log_var + prior_var.log()).sum()
