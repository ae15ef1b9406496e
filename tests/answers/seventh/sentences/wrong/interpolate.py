"""Wrong answers to interpolate."""

import numpy as np
import torch
from torch import Tensor


def along_the_sphere(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Spherical interpolation, which leaves the straight line."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    angle = torch.acos(torch.dot(z_1 / z_1.norm(), z_2 / z_2.norm()))
    return (torch.sin((1 - t) * angle) * z_1 + torch.sin(t * angle) * z_2) / torch.sin(angle)


def end_not_reached(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Divides by n instead of n - 1, so the last point is not z_2."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device)[:, None] / n
    return z_1 + t * (z_2 - z_1)


def slow_at_the_ends(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """The points are closer together near the ends than in the middle."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    t = t**2 * (3 - 2 * t)
    return (1 - t) * z_1 + t * z_2


def through_numpy(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """The path is made by another library, so no gradient reaches the codes."""
    path = np.linspace(z_1.detach().cpu().numpy(), z_2.detach().cpu().numpy(), n)
    return torch.as_tensor(path, dtype=z_1.dtype, device=z_1.device)


def ends_and_equal_parts_inside(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Between the ends the line is cut into n parts, so the last distance is twice as long."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device)[:, None] / n
    path = z_1 + t * (z_2 - z_1)
    return torch.cat([path[:-1], z_2[None]])
