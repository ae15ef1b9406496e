"""Wrong answers to planar_forward."""

import torch
from torch import Tensor


def slope_without_b(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Forgets b in the slope, so that the log-determinant is that of the plane through 0."""
    t = z @ w
    slope = 1 - torch.tanh(t) ** 2
    return z + torch.tanh(t + b)[:, None] * u, torch.log(torch.abs(1 + slope * (w @ u)))


def slope_at_the_moved_point(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Overwrites z before it takes the slope, so the log-determinant belongs to another point."""
    z = z + torch.tanh(z @ w + b)[:, None] * u
    slope = 1 - torch.tanh(z @ w + b) ** 2
    return z, torch.log(torch.abs(1 + slope * (w @ u)))


def slope_held_constant(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Detaches the slope, so that log-determinants send no gradient to z, b, and half of w's."""
    h = torch.tanh(z @ w + b)
    slope = (1 - h**2).detach()
    return z + h[:, None] * u, torch.log(torch.abs(1 + slope * (w @ u)))
