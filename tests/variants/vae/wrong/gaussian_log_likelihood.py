"""Wrong ways of writing ``gaussian_log_likelihood``; a docstring is what its message says."""

import math

import torch

C = math.log(2 * math.pi)


def wrong_sign(x, mean, log_var):
    """the sign is wrong"""
    return 0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def no_constant(x, mean, log_var):
    """the constant -½ log(2π) is missing"""
    return -0.5 * (log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def one_constant(x, mean, log_var):
    """every pixel brings its own -½ log(2π)"""
    return -0.5 * (C + (log_var + (x - mean) ** 2 / log_var.exp()).sum(-1))


def missing_half(x, mean, log_var):
    """the ½ in front is missing"""
    return -(C + log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def whole_log_var(x, mean, log_var):
    """log_var needs its ½"""
    return -(0.5 * C + log_var + 0.5 * (x - mean) ** 2 / log_var.exp()).sum(-1)


def no_log_var(x, mean, log_var):
    """the term log_var is missing"""
    return -0.5 * (C + (x - mean) ** 2 / log_var.exp()).sum(-1)


def standard_deviation(x, mean, log_var):
    """divided by the standard deviation instead of the variance"""
    return -0.5 * (C + log_var + (x - mean) ** 2 / (0.5 * log_var).exp()).sum(-1)


def variance_for_standard_deviation(x, mean, log_var):
    """exp(log_var) is used as the standard deviation"""
    return torch.distributions.Normal(mean, log_var.exp()).log_prob(x).sum(-1)


def log_var_for_variance(x, mean, log_var):
    """log_var is used as if it were the variance itself"""
    return -0.5 * (C + log_var.abs().log() + (x - mean) ** 2 / log_var).sum(-1)


def multiplied(x, mean, log_var):
    """the squared error is multiplied by the variance"""
    return -0.5 * (C + log_var + (x - mean) ** 2 * log_var.exp()).sum(-1)


def unweighted(x, mean, log_var):
    """the squared error is not divided by the variance"""
    return -0.5 * (C + log_var + (x - mean) ** 2).sum(-1)


def not_squared(x, mean, log_var):
    """the error is not squared"""
    return -0.5 * (C + log_var + (x - mean).abs() / log_var.exp()).sum(-1)


def mean_over_pixels(x, mean, log_var):
    """averaged over the last axis"""
    return -0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).mean(-1)


def all_summed(x, mean, log_var):
    """summed over every axis"""
    return -0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).sum()


def wrong_axis(x, mean, log_var):
    """summed over the first axis"""
    return -0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).sum(0)


def log_pi(x, mean, log_var):
    """the constant is log(2π), not log(π)"""
    return -0.5 * (math.log(math.pi) + log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def plus_log_var(x, mean, log_var):
    """log_var has the wrong sign"""
    return -0.5 * (C - log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def detached_variance(x, mean, log_var):
    """no gradient reaches log_var"""
    log_var = log_var.detach()
    return -0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def second_axis(x, mean, log_var):
    """Dimension out of range"""
    return -0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).sum(1)


def clamped(x, mean, log_var):
    """log_var is clamped at"""
    log_var = log_var.clamp(-10, 10)
    return -0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def partly_float32(x, mean, log_var):
    """a part of it is computed in float32"""
    return -0.5 * (C + log_var + (x.float() - mean) ** 2 / log_var.exp()).sum(-1)
