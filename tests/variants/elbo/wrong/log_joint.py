"""Wrong ways of writing ``log_joint``; a docstring is what its message says."""

import math

from torch.distributions import Normal


def _prior(z):
    return -0.5 * (z**2 + math.log(2 * math.pi))


def _likelihood(x, z, weight, bias, noise_var):
    return Normal(z @ weight.T + bias, noise_var.sqrt()).log_prob(x)


def variance_as_scale(x, z, weight, bias, noise_var):
    """the variance stands where the standard deviation belongs"""
    return Normal(z @ weight.T + bias, noise_var).log_prob(x).sum(-1) + _prior(z).sum(-1)


def one_log_variance(x, z, weight, bias, noise_var):
    """every pixel brings its own log noise_var"""
    error = x - z @ weight.T - bias
    likelihood = -0.5 * (error**2 / noise_var + math.log(2 * math.pi)).sum(-1)
    return _prior(z).sum(-1) + likelihood - 0.5 * noise_var.log()


def all_summed(x, z, weight, bias, noise_var):
    """summed over every axis"""
    return _likelihood(x, z, weight, bias, noise_var).sum() + _prior(z).sum()


def one_constant(x, z, weight, bias, noise_var):
    """every pixel brings its own constant"""
    error = x - z @ weight.T - bias
    likelihood = -0.5 * (error**2 / noise_var + noise_var.log()).sum(-1)
    return _prior(z).sum(-1) + likelihood - 0.5 * math.log(2 * math.pi)
