"""Wrong ways of writing ``rayleigh_from_uniform``; a docstring is what its message says."""

import torch


def no_root(u, scale):
    """`sqrt` of `-2 * torch.log1p(-u)` is missing"""
    return -2 * scale * torch.log1p(-u)


def scale_inside(u, scale):
    """`scale` is replaced by its root"""
    return torch.sqrt(-2 * scale * torch.log1p(-u))


def detached(u, scale):
    """no gradient reaches scale"""
    return scale.detach() * torch.sqrt(-2 * torch.log1p(-u))


def large_u_cut_off(u, scale):
    """the tail is cut off"""
    return scale * torch.sqrt(-2 * torch.log1p(-u.clamp(max=0.99)))
