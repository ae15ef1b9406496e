"""Right answers to interpolate."""

import torch
from torch import Tensor


def two_weights(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Each point is a weighted sum of both ends, by broadcasting."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return (1 - t) * z_1 + t * z_2


def point_by_point(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """A list of the points, each by torch.lerp with a weight of whole numbers."""
    return torch.stack([torch.lerp(z_1, z_2, i / (n - 1)) for i in range(n)])


def matrix_product(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """A table of the shares of both ends times the two codes."""
    share = torch.arange(n, dtype=z_1.dtype, device=z_1.device) / (n - 1)
    return torch.stack([share.flip(0), share], dim=1) @ torch.stack([z_1, z_2])
