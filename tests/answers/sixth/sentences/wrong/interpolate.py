"""Wrong answers to interpolate."""

import numpy as np
import torch
from torch import Tensor


def along_a_sphere(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Walks along an arc between the codes instead of the straight line."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    angle = torch.acos((z_1 @ z_2 / (z_1.norm() * z_2.norm())).clamp(-1, 1))
    return (torch.sin((1 - t) * angle) * z_1 + torch.sin(t * angle) * z_2) / torch.sin(angle)


def slow_at_the_ends(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Smooths the shares, so that points near the ends are closer; up to three it is equal."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    t = t * t * (3 - 2 * t)
    return (1 - t) * z_1 + t * z_2


def without_gradient(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Lets numpy make the points, through which no gradient flows back."""
    points = np.linspace(z_1.detach().cpu().numpy(), z_2.detach().cpu().numpy(), n)
    return torch.as_tensor(points, dtype=z_1.dtype, device=z_1.device)


def last_point_left_out(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Divides by the number of points instead of the steps between them, and stops early."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device)[:, None] / n
    return (1 - t) * z_1 + t * z_2


def from_the_second(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Begins at the second code and ends at the first."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return t * z_1 + (1 - t) * z_2
