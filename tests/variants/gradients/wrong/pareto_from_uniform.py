"""Wrong ways of writing ``pareto_from_uniform``; a docstring is what its message says."""

import torch


def falling(u, scale, alpha):
    """x falls as u grows"""
    return scale * u ** (-1 / alpha)


def exponent_alpha(u, scale, alpha):
    """the exponent is alpha; it should be 1 / alpha"""
    return scale / (1 - u) ** alpha


def positive_exponent(u, scale, alpha):
    """the exponent has the wrong sign"""
    return scale * (1 - u) ** (1 / alpha)


def no_scale(u, scale, alpha):
    """scale is missing"""
    return (1 - u) ** (-1 / alpha) * torch.ones_like(scale)


def scale_added(u, scale, alpha):
    """scale is added; multiply by it"""
    return scale + (1 - u) ** (-1 / alpha)


def scale_inside(u, scale, alpha):
    """scale is inside of the power"""
    return (scale * (1 - u)) ** (-1 / alpha)


def lomax(u, scale, alpha):
    """this is the Lomax variable, which starts at 0"""
    return scale * ((1 - u) ** (-1 / alpha) - 1)


def exponential(u, scale, alpha):
    """take exp before"""
    return -scale * torch.log(1 - u) / alpha


def exchanged(u, scale, alpha):
    """scale and alpha are exchanged"""
    return alpha * (1 - u) ** (-1 / scale)


def power_of_the_density(u, scale, alpha):
    """the exponent is -1 / (alpha + 1)"""
    return scale * (1 - u) ** (-1 / (alpha + 1))


def no_alpha(u, scale, alpha):
    """alpha is not used"""
    return scale / (1 - u) * torch.ones_like(alpha)


def divided(u, scale, alpha):
    """it is divided by scale; multiply"""
    return (1 - u) ** (-1 / alpha) / scale


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
