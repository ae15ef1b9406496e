"""Wrong ways of writing ``interpolate``; a docstring is what its message says."""

import torch


def backwards(z_1, z_2, n):
    """the path runs backwards"""
    t = torch.linspace(0, 1, n).to(z_1)[:, None]
    return z_1 * t + z_2 * (1 - t)


def without_the_end(z_1, z_2, n):
    """the last point is missing"""
    return torch.stack([z_1 * (1 - i / n) + z_2 * i / n for i in range(n)])


def inside(z_1, z_2, n):
    """both ends are missing"""
    t = torch.linspace(0, 1, n + 2).to(z_1)[1:-1, None]
    return z_1 * (1 - t) + z_2 * t


def no_share(z_1, z_2, n):
    """z_1 has the weight 1 everywhere"""
    t = torch.linspace(0, 1, n).to(z_1)[:, None]
    return z_1 + z_2 * t


def spherical(z_1, z_2, n):
    """the weights are square roots"""
    t = torch.linspace(0, 1, n).to(z_1)[:, None]
    return z_1 * torch.sqrt(1 - t) + z_2 * torch.sqrt(t)


def columns(z_1, z_2, n):
    """the points are columns"""
    t = torch.linspace(0, 1, n).to(z_1)
    return z_1[:, None] * (1 - t) + z_2[:, None] * t
