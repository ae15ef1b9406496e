"""Wrong ways of writing ``transformed_log_prob``; a docstring is what its message says."""

import math

import torch


def inverse(x, skew, tail):
    return torch.sinh(tail * torch.asinh(x) - skew)


def base(z):
    return -0.5 * (math.log(2 * math.pi) + z**2)


def log_slope(x, skew, tail):
    u = tail * torch.asinh(x) - skew
    return tail.log() + torch.cosh(u).log() - 0.5 * torch.log1p(x**2)


def detached(x, skew, tail):
    """no gradient reaches skew"""
    return base(inverse(x, skew.detach(), tail)) + log_slope(x, skew.detach(), tail)


def single(x, skew, tail):
    """the result is float32 although the inputs are float64"""
    return (base(inverse(x, skew, tail)) + log_slope(x, skew, tail)).float()


def constant_on_the_cpu(x, skew, tail):
    """is made on the CPU whatever device x is on"""
    constant = torch.full(x.shape, 0.5 * math.log(2 * math.pi), dtype=x.dtype)
    return -constant - 0.5 * inverse(x, skew, tail) ** 2 + log_slope(x, skew, tail)
