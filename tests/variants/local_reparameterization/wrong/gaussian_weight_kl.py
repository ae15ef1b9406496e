"""Wrong ways of writing ``gaussian_weight_kl``; a docstring is what its message says."""


def standard_prior(mean, log_var, prior_var):
    """the prior is taken for N(0, 1)"""
    return 0.5 * (log_var.exp() + mean**2 - 1 - log_var).sum()


def mean_of_weights(mean, log_var, prior_var):
    """averaged over the weights"""
    return 0.5 * ((log_var.exp() + mean**2) / prior_var - 1 - log_var + prior_var.log()).mean()


def rows(mean, log_var, prior_var):
    """summed over one axis alone"""
    return 0.5 * ((log_var.exp() + mean**2) / prior_var - 1 - log_var + prior_var.log()).sum(-1)


def no_log(mean, log_var, prior_var):
    """log prior_var is missing"""
    return 0.5 * ((log_var.exp() + mean**2) / prior_var - 1 - log_var).sum()


def prior_std(mean, log_var, prior_var):
    """prior_var is used as a standard deviation"""
    v = prior_var**2
    return 0.5 * ((log_var.exp() + mean**2) / v - 1 - log_var + v.log()).sum()


def std_for_variance(mean, log_var, prior_var):
    """there is the standard deviation exp(½ log_var) where the variance belongs"""
    std = (0.5 * log_var).exp()
    return 0.5 * ((std + mean**2) / prior_var - 1 - log_var + prior_var.log()).sum()


def log_std(mean, log_var, prior_var):
    """log_var is the logarithm of the variance, not of the standard deviation"""
    v = (2 * log_var).exp()
    return 0.5 * ((v + mean**2) / prior_var - 1 - log_var + prior_var.log()).sum()


def swapped(mean, log_var, prior_var):
    """the two arguments of the divergence are swapped"""
    r = (prior_var + mean**2) / log_var.exp()
    return 0.5 * (r - 1 + log_var - prior_var.log()).sum()


def no_half(mean, log_var, prior_var):
    """½ in front is missing"""
    return ((log_var.exp() + mean**2) / prior_var - 1 - log_var + prior_var.log()).sum()


def mean_apart(mean, log_var, prior_var):
    """the mean is not divided by prior_var"""
    return 0.5 * (log_var.exp() / prior_var + mean**2 - 1 - log_var + prior_var.log()).sum()
