"""Wrong ways of writing ``logistic_from_uniform``; a docstring is what its message says."""

import torch


def loc_scaled(u, loc, scale):
    """loc is multiplied by scale too"""
    return scale * (loc + torch.logit(u))


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
