"""Wrong ways of writing ``pareto_from_uniform``; a docstring is what its message says."""

import torch


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
