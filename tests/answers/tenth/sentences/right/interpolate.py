"""Right answers to interpolate."""

import torch
from torch import Tensor


def weighted_ends(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Both ends, weighted with shares that sum to 1."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)
    return torch.outer(1 - t, z_1) + torch.outer(t, z_2)


def point_by_point(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """A list of points, each by torch.lerp."""
    return torch.stack([torch.lerp(z_1, z_2, i / (n - 1)) for i in range(n)])
