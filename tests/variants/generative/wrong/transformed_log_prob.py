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


def no_slope(x, skew, tail):
    """the slope of the inverse is missing"""
    return base(inverse(x, skew, tail))


def slope_of_f(x, skew, tail):
    """the slope is subtracted"""
    return base(inverse(x, skew, tail)) - log_slope(x, skew, tail)


def not_inverted(x, skew, tail):
    """z is the inverse"""
    u = (torch.asinh(x) + skew) / tail
    slope = torch.cosh(u).log() - tail.log() - 0.5 * torch.log1p(x**2)
    return base(torch.sinh(u)) + slope


def skew_added(x, skew, tail):
    """skew has the wrong sign"""
    return base(inverse(x, -skew, tail)) + log_slope(x, -skew, tail)


def tail_divides(x, skew, tail):
    """asinh(x) is multiplied by tail in the inverse"""
    return base(inverse(x, skew, 1 / tail)) + log_slope(x, skew, 1 / tail)


def skew_times_tail(x, skew, tail):
    """skew is multiplied by tail"""
    return base(inverse(x, skew * tail, tail)) + log_slope(x, skew * tail, tail)


def no_tail_in_the_slope(x, skew, tail):
    """tail is missing in the slope"""
    return base(inverse(x, skew, tail)) + log_slope(x, skew, tail) - tail.log()


def no_cosh(x, skew, tail):
    """the cosh is missing in the slope"""
    return base(inverse(x, skew, tail)) + tail.log() - 0.5 * torch.log1p(x**2)


def no_asinh_slope(x, skew, tail):
    """the slope of asinh, 1 / sqrt(1 + x²), is missing"""
    u = tail * torch.asinh(x) - skew
    return base(torch.sinh(u)) + tail.log() + torch.cosh(u).log()


def no_root(x, skew, tail):
    """with a root"""
    u = tail * torch.asinh(x) - skew
    return base(torch.sinh(u)) + tail.log() + torch.cosh(u).log() - torch.log1p(x**2)


def no_constant(x, skew, tail):
    """the constant -½ log(2π) is missing"""
    return -0.5 * inverse(x, skew, tail) ** 2 + log_slope(x, skew, tail)


def density(x, skew, tail):
    """return the logarithm of the density"""
    return torch.exp(base(inverse(x, skew, tail)) + log_slope(x, skew, tail))


def no_half(x, skew, tail):
    """z² needs its ½"""
    z = inverse(x, skew, tail)
    return -0.5 * math.log(2 * math.pi) - z**2 + log_slope(x, skew, tail)


def total(x, skew, tail):
    """one number per point"""
    return (base(inverse(x, skew, tail)) + log_slope(x, skew, tail)).sum()


def detached(x, skew, tail):
    """no gradient reaches skew"""
    return base(inverse(x, skew.detach(), tail)) + log_slope(x, skew.detach(), tail)


def no_sinh(x, skew, tail):
    """sinh is missing in the inverse"""
    return base(tail * torch.asinh(x) - skew) + log_slope(x, skew, tail)


def asinh_slope_added(x, skew, tail):
    """½ log(1 + x²) is subtracted, not added"""
    return base(inverse(x, skew, tail)) + log_slope(x, skew, tail) + torch.log1p(x**2)


def cosh_subtracted(x, skew, tail):
    """log cosh is added, not subtracted"""
    u = tail * torch.asinh(x) - skew
    return base(torch.sinh(u)) + tail.log() - torch.cosh(u).log() - 0.5 * torch.log1p(x**2)


def tail_without_logarithm(x, skew, tail):
    """tail itself is added"""
    return base(inverse(x, skew, tail)) + log_slope(x, skew, tail) - tail.log() + tail


def single(x, skew, tail):
    """the result is float32 although the inputs are float64"""
    return (base(inverse(x, skew, tail)) + log_slope(x, skew, tail)).float()


def constant_on_the_cpu(x, skew, tail):
    """is made on the CPU whatever device x is on"""
    constant = torch.full(x.shape, 0.5 * math.log(2 * math.pi), dtype=x.dtype)
    return -constant - 0.5 * inverse(x, skew, tail) ** 2 + log_slope(x, skew, tail)
