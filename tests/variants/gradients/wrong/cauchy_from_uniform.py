"""Wrong ways of writing ``cauchy_from_uniform``; a docstring is what its message says."""

import math

import torch


def falling(u, loc, scale):
    """x falls as u grows"""
    return loc + scale * torch.tan(math.pi * (0.5 - u))


def not_centred(u, loc, scale):
    """1/2 is not subtracted from u"""
    return loc + scale * torch.tan(math.pi * u)


def no_pi(u, loc, scale):
    """pi is missing inside of the tangent"""
    return loc + scale * torch.tan(u - 0.5)


def two_pi(u, loc, scale):
    """it should be pi inside of the tangent, not 2 pi"""
    return loc + scale * torch.tan(2 * math.pi * (u - 0.5))


def half_pi(u, loc, scale):
    """it should be pi inside of the tangent, not pi / 2"""
    return loc + scale * torch.tan(math.pi / 2 * (u - 0.5))


def arctangent(u, loc, scale):
    """this is the arctangent"""
    return loc + scale * torch.atan(math.pi * (u - 0.5))


def distribution_function(u, loc, scale):
    """this is the distribution function"""
    return 0.5 + torch.atan((u - loc) / scale) / math.pi


def half_from_the_angle(u, loc, scale):
    """1/2 is subtracted from pi u; subtract it from u"""
    return loc + scale * torch.tan(math.pi * u - 0.5)


def gaussian(u, loc, scale):
    """this is a Gaussian variable"""
    return loc + scale * torch.special.ndtri(u)


def pi_outside(u, loc, scale):
    """pi stands outside of the tangent"""
    return loc + scale * math.pi * torch.tan(u - 0.5)


def no_loc(u, loc, scale):
    """loc is missing"""
    return scale * torch.tan(math.pi * (u - 0.5))


def divided(u, loc, scale):
    """it is divided by scale; multiply"""
    return loc + torch.tan(math.pi * (u - 0.5)) / scale


def squared_scale(u, loc, scale):
    """scale is squared"""
    return loc + scale**2 * torch.tan(math.pi * (u - 0.5))


def scale_detached(u, loc, scale):
    """no gradient reaches scale"""
    return loc + scale.detach() * torch.tan(math.pi * (u - 0.5))


def clamped_at_a_hundred(u, loc, scale):
    """the tail is cut off"""
    return loc + scale * torch.tan(math.pi * (u - 0.5)).clamp(-100, 100)
