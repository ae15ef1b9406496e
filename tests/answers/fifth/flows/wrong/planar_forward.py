"""Wrong answers to planar_forward."""

import torch
from torch import Tensor


def slope_without_square(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The slope of tanh is taken for 1 - tanh."""
    t = torch.tanh(z @ w + b)
    return z + t[:, None] * u, torch.log(torch.abs(1 + (1 - t) * (w @ u)))


def slope_after_the_move(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The slope is computed at the points after the map."""
    moved = z + torch.tanh(z @ w + b)[:, None] * u
    slope = 1 - torch.tanh(moved @ w + b) ** 2
    return moved, torch.log(torch.abs(1 + slope * (w @ u)))


def slope_without_offset(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The number b is forgotten in the slope; with b = 0, as in the picture, nothing shows."""
    moved = z + torch.tanh(z @ w + b)[:, None] * u
    slope = 1 - torch.tanh(z @ w) ** 2
    return moved, torch.log(torch.abs(1 + slope * (w @ u)))


def absolute_term(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The absolute value is taken of the scalar product instead of the determinant."""
    t = torch.tanh(z @ w + b)
    return z + t[:, None] * u, torch.log(1 + torch.abs((1 - t**2) * (w @ u)))


def density_instead(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """What log q changes by is returned: minus the log-determinant."""
    t = torch.tanh(z @ w + b)
    return z + t[:, None] * u, -torch.log(torch.abs(1 + (1 - t**2) * (w @ u)))


def constant_tanh(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The slope is a constant for the gradient, so that the log-determinant ignores z and b."""
    t = torch.tanh(z @ w + b)
    slope = (1 - t**2).detach()
    return z + t[:, None] * u, torch.log(torch.abs(1 + slope * (w @ u)))
