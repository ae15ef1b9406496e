"""Wrong ways of writing ``gaussian_kl``; a docstring is what its message says."""

import torch
from torch.distributions import Normal, kl_divergence


def wrong_sign(mu, log_var):
    """the sign is wrong"""
    return 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1)


def missing_half(mu, log_var):
    """the ½ in front is missing"""
    return (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def standard_deviation_for_variance(mu, log_var):
    """the standard deviation stands where the variance belongs"""
    return 0.5 * (mu**2 + (0.5 * log_var).exp() - 1 - log_var).sum(-1)


def squared_variance(mu, log_var):
    """so the variance is exp(log_var), not exp(2 log_var)"""
    return 0.5 * (mu**2 + log_var.exp() ** 2 - 1 - log_var).sum(-1)


def log_standard_deviation(mu, log_var):
    """log_var is the logarithm of the variance, not of the standard deviation"""
    return 0.5 * (mu**2 + (2 * log_var).exp() - 1 - 2 * log_var).sum(-1)


def swapped(mu, log_var):
    """in the other direction"""
    p = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    return kl_divergence(p, Normal(mu, (0.5 * log_var).exp())).sum(-1)


def mean(mu, log_var):
    """averaged over the last axis"""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean(-1)


def wrong_axis(mu, log_var):
    """summed over the first axis"""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(0)


def all_summed(mu, log_var):
    """summed over every axis"""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


def batch_mean(mu, log_var):
    """return one number per row"""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1).mean()


def not_summed(mu, log_var):
    """not summed over the last axis"""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var)


def missing_one(mu, log_var):
    """the -1 is missing"""
    return 0.5 * (mu**2 + log_var.exp() - log_var).sum(-1)


def one_for_all_dimensions(mu, log_var):
    """every dimension brings its own -1"""
    return 0.5 * ((mu**2 + log_var.exp() - log_var).sum(-1) - 1)


def plus_log_var(mu, log_var):
    """log_var has the wrong sign"""
    return 0.5 * (mu**2 + log_var.exp() - 1 + log_var).sum(-1)


def mu_not_squared(mu, log_var):
    """mu is not squared"""
    return 0.5 * (mu + log_var.exp() - 1 - log_var).sum(-1)


def variance_for_log_variance(mu, log_var):
    """log_var is used as if it were the variance itself"""
    return 0.5 * (mu**2 + log_var - 1 - log_var.abs().log()).sum(-1)


def detached_mean(mu, log_var):
    """no gradient reaches mu"""
    return 0.5 * (mu.detach() ** 2 + log_var.exp() - 1 - log_var).sum(-1)


def detached(mu, log_var):
    """no gradient can flow back"""
    return (0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)).detach()


def second_axis(mu, log_var):
    """should have shape"""
    terms = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return terms.sum(1 if terms.dim() > 1 else 0)


def single_precision(mu, log_var):
    """the result is float32 although"""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1).float()


def estimated(mu, log_var):
    """the numbers differ"""
    q, p = Normal(mu, (0.5 * log_var).exp()), Normal(0.0, 1.0)
    z = q.rsample()
    return (q.log_prob(z) - p.log_prob(z)).sum(-1)


def prints_instead(mu, log_var):
    """nothing is returned"""
    print(0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1))


def clamped(mu, log_var):
    """log_var is clamped at"""
    log_var = log_var.clamp(-10, 10)
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def partly_float32(mu, log_var):
    """a part of it is computed in float32"""
    return 0.5 * (mu**2 + log_var.float().exp() - 1 - log_var).sum(-1)


def changes_its_input(mu, log_var):
    """changed in place"""
    variance = log_var.exp()
    square = mu.mul_(mu)
    return 0.5 * (square.mul_(1) + variance - 1 - log_var).sum(-1)


def log_var_as_variance(mu, log_var):
    """log_var is used as if it were the variance itself"""
    return 0.5 * (mu**2 + log_var - 1 - log_var.log()).sum(-1)
