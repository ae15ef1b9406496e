"""Wrong answers to interpolate."""

import torch
from torch import Tensor


def stops_before_the_end(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Makes n steps of 1 / n from the first code: the last point is not z_2."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device)[:, None] / n
    return z_1 + t * (z_2 - z_1)


def along_a_great_circle(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Turns from one code to the other, as is common for normal codes: not a straight line."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    cosine = torch.dot(z_1, z_2) / (z_1.norm() * z_2.norm() + 1e-8)
    angle = torch.acos(cosine.clamp(-0.999, 0.999))
    return (torch.sin((1 - t) * angle) * z_1 + torch.sin(t * angle) * z_2) / torch.sin(angle)


def slow_at_both_ends(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Eases in and out by 3 t^2 - 2 t^3: ends and middle fit, distances differ."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return torch.lerp(z_1, z_2, t * t * (3 - 2 * t))
