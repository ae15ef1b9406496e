"""Wrong answers to interpolate."""

import torch
from torch import Tensor


def never_arrives(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Divides by n instead of n - 1: the last point is one step before z_2."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device).unsqueeze(-1) / n
    return z_1 + t * (z_2 - z_1)


def slow_at_both_ends(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Smooths the shares: for n above 3 the distances are not equal."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device).unsqueeze(-1)
    t = t * t * (3 - 2 * t)
    return z_1 + t * (z_2 - z_1)


def direction_held_fixed(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Detaches the way from one to the other: z_2 gets no gradient, z_1 one from all points."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device).unsqueeze(-1)
    return z_1 + t * (z_2 - z_1).detach()
