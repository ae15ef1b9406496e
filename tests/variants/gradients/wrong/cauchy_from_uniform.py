"""Wrong ways of writing ``cauchy_from_uniform``; a docstring is what its message says."""

import math

import torch


def falling(u, loc, scale):
    """x falls as u grows"""
    return loc + scale * torch.tan(math.pi * (0.5 - u))


def squared_scale(u, loc, scale):
    """`scale` is squared"""
    return loc + scale**2 * torch.tan(math.pi * (u - 0.5))


def scale_detached(u, loc, scale):
    """no gradient reaches scale"""
    return loc + scale.detach() * torch.tan(math.pi * (u - 0.5))


def clamped_at_a_hundred(u, loc, scale):
    """the tail is cut off"""
    return loc + scale * torch.tan(math.pi * (u - 0.5)).clamp(-100, 100)
