"""Wrong answers to planar_forward."""

import torch
from torch import Tensor


def tanh_not_squared(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The slope of tanh is written as 1 - |tanh|: the square is forgotten."""
    h = torch.tanh(z @ w + b)
    slope = 1 - h.abs()
    return z + h[:, None] * u, torch.log((1 + slope * (w @ u)).abs())


def constrained_again(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The direction obeys already, and is corrected a second time."""
    u = planar_constraint(u, w)
    h = torch.tanh(z @ w + b)
    return z + h[:, None] * u, torch.log((1 + (1 - h**2) * (w @ u)).abs())


def slope_without_b(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The slope is taken at w^T z, without b."""
    t = z @ w
    slope = 1 - torch.tanh(t) ** 2
    return z + torch.tanh(t + b)[:, None] * u, torch.log((1 + slope * (w @ u)).abs())


def log_det_at_the_new_point(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The determinant is computed at f(z) and not at z."""
    z = z + torch.tanh(z @ w + b)[:, None] * u
    psi = (1 - torch.tanh(z @ w + b) ** 2)[:, None] * w
    return z, torch.log((1 + psi @ u).abs())


def cut_off(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The activation is detached before its slope is computed: z and b get no gradient from it."""
    h = torch.tanh(z @ w + b)
    slope = 1 - h.detach() ** 2
    return z + h[:, None] * u, torch.log((1 + slope * (w @ u)).abs())
