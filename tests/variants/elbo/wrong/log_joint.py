"""Wrong ways of writing ``log_joint``; a docstring is what its message says."""

import math


def _prior(z):
    return -0.5 * (z**2 + math.log(2 * math.pi))


def one_log_variance(x, z, weight, bias, noise_var):
    """every pixel brings its own log noise_var"""
    error = x - z @ weight.T - bias
    likelihood = -0.5 * (error**2 / noise_var + math.log(2 * math.pi)).sum(-1)
    return _prior(z).sum(-1) + likelihood - 0.5 * noise_var.log()


def one_constant(x, z, weight, bias, noise_var):
    """every pixel brings its own constant"""
    error = x - z @ weight.T - bias
    likelihood = -0.5 * (error**2 / noise_var + noise_var.log()).sum(-1)
    return _prior(z).sum(-1) + likelihood - 0.5 * math.log(2 * math.pi)
