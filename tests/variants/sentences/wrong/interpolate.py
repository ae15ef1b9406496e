"""Wrong ways of writing ``interpolate``; a docstring is what its message says."""

import torch


def spherical(z_1, z_2, n):
    """the weights are square roots"""
    t = torch.linspace(0, 1, n).to(z_1)[:, None]
    return z_1 * torch.sqrt(1 - t) + z_2 * torch.sqrt(t)


def columns(z_1, z_2, n):
    """the points are columns"""
    t = torch.linspace(0, 1, n).to(z_1)
    return z_1[:, None] * (1 - t) + z_2[:, None] * t
