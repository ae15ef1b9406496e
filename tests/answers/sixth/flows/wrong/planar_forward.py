"""Wrong answers to planar_forward."""

import torch
from torch import Tensor


def product_of_the_diagonal(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The determinant is taken as the product of the Jacobian's diagonal entries."""
    h = torch.tanh(z @ w + b)
    psi = (1 - h**2)[:, None] * w
    return z + h[:, None] * u, torch.log((1 + psi * u).abs()).sum(-1)


def slope_at_the_new_point(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The slope of tanh is taken at the point after the map."""
    z = z + torch.tanh(z @ w + b)[:, None] * u
    psi = (1 - torch.tanh(z @ w + b) ** 2)[:, None] * w
    return z, torch.log((1 + psi @ u).abs())


def absolute_of_the_logarithm(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The absolute value is taken of the logarithm and not of the determinant."""
    h = torch.tanh(z @ w + b)
    psi = (1 - h**2)[:, None] * w
    return z + h[:, None] * u, torch.log(1 + psi @ u).abs()


def determinant_kept_from_zero(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Determinants below one hundredth are raised to it."""
    h = torch.tanh(z @ w + b)
    psi = (1 - h**2)[:, None] * w
    return z + h[:, None] * u, torch.log((1 + psi @ u).abs().clamp(min=0.01))


def determinant_of_detached_points(
    z: Tensor, u: Tensor, w: Tensor, b: Tensor
) -> tuple[Tensor, Tensor]:
    """The log-determinant has no gradient with respect to the points."""
    t = z @ w + b
    slope = 1 - torch.tanh(z.detach() @ w + b) ** 2
    return z + torch.tanh(t)[:, None] * u, torch.log1p(slope * (w @ u))
