"""Wrong answers to interpolate."""

import torch
from torch import Tensor
from torch.nn import functional as F


def end_not_reached(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """The steps are 1 / n, so the last point is before z_2."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device)[:, None] / n
    return z_1 + t * (z_2 - z_1)


def on_a_sphere(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Goes along an arc and not along a straight line."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    angle = torch.acos(F.cosine_similarity(z_1, z_2, dim=0).clamp(-0.9999, 0.9999))
    return (torch.sin((1 - t) * angle) * z_1 + torch.sin(t * angle) * z_2) / torch.sin(angle)


def too_many_points(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """arange goes a hundredth beyond 1, which adds a point if the steps are smaller than that."""
    t = torch.arange(0, 1.01, 1 / (n - 1), dtype=z_1.dtype, device=z_1.device)
    return torch.lerp(z_1, z_2, t[:, None])


def constant_variance(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """The squares of the shares have the sum 1, not the shares."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return (1 - t).sqrt() * z_1 + t.sqrt() * z_2


def backwards(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """The path begins at the second code."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return t * z_1 + (1 - t) * z_2


def points_as_numbers(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """The points are copied out of the graph, so no gradient flows back to the codes."""
    points = [
        [a + (b - a) * i / (n - 1) for a, b in zip(z_1.tolist(), z_2.tolist(), strict=True)]
        for i in range(n)
    ]
    return torch.tensor(points, dtype=z_1.dtype, device=z_1.device)
