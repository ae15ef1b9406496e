"""Wrong ways of writing ``gaussian_log_likelihood``; a docstring is what its message says."""

import math

C = math.log(2 * math.pi)


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


def clamped_above(x, mean, log_var):
    """log_var is clamped at 10"""
    log_var = log_var.clamp(max=10)
    return -0.5 * (C + log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def partly_float32(x, mean, log_var):
    """a part of it is computed in float32"""
    return -0.5 * (C + log_var + (x.float() - mean) ** 2 / log_var.exp()).sum(-1)
