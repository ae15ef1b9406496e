"""Wrong answers to planar_forward."""

import torch
from torch import Tensor


def tanh_taken_twice(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Takes tanh of the tanh for its slope, which is nearly right near the plane only."""
    h = torch.tanh(z @ w + b)
    slope = 1 - torch.tanh(h) ** 2
    return z + h[:, None] * u, torch.log((1 + slope * (w @ u)).abs())


def slope_held_constant(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Detaches the slope, so that z and b get no gradient from the log-determinant."""
    h = torch.tanh(z @ w + b)
    slope = 1 - h.detach() ** 2
    return z + h[:, None] * u, torch.log((1 + slope * (w @ u)).abs())


def determinant_kept_from_zero(
    z: Tensor, u: Tensor, w: Tensor, b: Tensor
) -> tuple[Tensor, Tensor]:
    """Clamps the determinant at 0.01, which is too large near the plane if w^T u is near -1."""
    h = torch.tanh(z @ w + b)
    det = 1 + (1 - h * h) * torch.dot(w, u)
    return z + torch.outer(h, u), det.clamp(min=0.01).log()
