"""Wrong ways of writing ``pareto_from_uniform``; a docstring is what its message says."""

import torch


def exponent_alpha(u, scale, alpha):
    """the exponent is alpha; it should be 1 / alpha"""
    return scale / (1 - u) ** alpha


def scale_inside(u, scale, alpha):
    """scale is inside of the power"""
    return (scale * (1 - u)) ** (-1 / alpha)


def lomax(u, scale, alpha):
    """this is the Lomax variable, which starts at 0"""
    return scale * ((1 - u) ** (-1 / alpha) - 1)


def exponential(u, scale, alpha):
    """take exp before"""
    return -scale * torch.log(1 - u) / alpha


def no_alpha(u, scale, alpha):
    """the result does not depend on alpha"""
    return scale / (1 - u) * torch.ones_like(alpha)


def alpha_detached(u, scale, alpha):
    """no gradient reaches alpha"""
    return scale * (1 - u) ** (-1 / alpha.detach())


def scale_detached(u, scale, alpha):
    """no gradient reaches scale"""
    return scale.detach() * (1 - u) ** (-1 / alpha)


def tail_cut(u, scale, alpha):
    """the tail is cut off"""
    x = scale * (1 - u) ** (-1 / alpha)
    return torch.minimum(x, 10 * scale)
