"""Wrong ways of writing ``logistic_from_uniform``; a docstring is what its message says."""

import math

import torch


def falling(u, loc, scale):
    """x falls as u grows"""
    return loc + scale * torch.log((1 - u) / u)


def logarithm_of_u(u, loc, scale):
    """1 - u is missing"""
    return loc + scale * torch.log(u)


def half(u, loc, scale):
    """the atanh needs a factor of 2"""
    return loc + scale * torch.atanh(2 * u - 1)


def loc_scaled(u, loc, scale):
    """loc is multiplied by scale too"""
    return scale * (loc + torch.logit(u))


def from_the_standard_deviation(u, loc, scale):
    """scale is taken for the standard deviation"""
    return loc + scale * math.sqrt(3) / math.pi * torch.logit(u)


def base_ten(u, loc, scale):
    """the logarithm has the base 10"""
    return loc + scale * torch.log10(u / (1 - u))


def loc_detached(u, loc, scale):
    """no gradient reaches loc"""
    return loc.detach() + scale * torch.logit(u)


def under_no_grad(u, loc, scale):
    """no gradient can flow back"""
    with torch.no_grad():
        return loc + scale * torch.logit(u)


def logit_with_eps(u, loc, scale):
    """the tail is cut off"""
    return loc + scale * torch.logit(u, eps=0.001)
