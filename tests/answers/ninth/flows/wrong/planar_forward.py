"""Wrong answers to planar_forward."""

import torch
from torch import Tensor


def slope_without_offset(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Forgets b where it takes the slope, so the log-determinant is right only for b = 0."""
    slope = 1 - torch.tanh(z @ w).square()
    return z + torch.tanh(z @ w + b)[:, None] * u, torch.log(torch.abs(1 + slope * (w @ u)))


def slope_at_the_moved_point(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Overwrites z with f(z) before it takes the slope, so the Jacobian is that at f(z)."""
    z = z + torch.tanh(z @ w + b)[:, None] * u
    psi = (1 - torch.tanh(z @ w + b).square())[:, None] * w
    return z, torch.log(torch.abs(1 + psi @ u))


def product_of_the_diagonal(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Multiplies the diagonal of the Jacobian only, right if u and w lie along one axis."""
    h = torch.tanh(z @ w + b)[:, None]
    diagonal = 1 + (1 - h.square()) * w * u
    return z + h * u, diagonal.abs().log().sum(1)
