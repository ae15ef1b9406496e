"""Wrong answers to rayleigh_from_uniform."""

import math

import torch
from torch import Tensor


def u_for_one_minus_u(u: Tensor, scale: Tensor) -> Tensor:
    """log u in place of log(1 - u): the distribution is right, but P(X > x) = u."""
    return scale * torch.sqrt(-2 * torch.log(u))


def missing_two(u: Tensor, scale: Tensor) -> Tensor:
    """The factor 2 is missing."""
    return scale * torch.sqrt(-torch.log1p(-u))


def no_square_root(u: Tensor, scale: Tensor) -> Tensor:
    """The root is missing: this is x^2 / scale."""
    return scale * (-2 * torch.log1p(-u))


def scale_not_squared_in_root(u: Tensor, scale: Tensor) -> Tensor:
    """The scale is inside the root without its square."""
    return torch.sqrt(-2 * scale * torch.log1p(-u))


def scale_squared(u: Tensor, scale: Tensor) -> Tensor:
    """The scale is squared outside of the root."""
    return scale**2 * torch.sqrt(-2 * torch.log1p(-u))


def minus_forgotten(u: Tensor, scale: Tensor) -> Tensor:
    """The minus sign is missing: the root of a negative number is nan."""
    return scale * torch.sqrt(2 * torch.log1p(-u))


def two_on_the_wrong_side(u: Tensor, scale: Tensor) -> Tensor:
    """Divided by 2 where it has to be multiplied."""
    return scale * torch.sqrt(-torch.log1p(-u) / 2)


def half_normal(u: Tensor, scale: Tensor) -> Tensor:
    """The quantile function of |N(0, scale^2)|: the length of one normal, not of two."""
    return scale * math.sqrt(2) * torch.erfinv(u)


def gradient_of_scale_cut(u: Tensor, scale: Tensor) -> Tensor:
    """The scale is detached, so it gets no gradient."""
    return scale.detach() * torch.sqrt(-2 * torch.log1p(-u))


def large_u_cut_off(u: Tensor, scale: Tensor) -> Tensor:
    """u is clamped to at most 0.99, so nothing is larger than 3.03 scales."""
    return scale * torch.sqrt(-2 * torch.log1p(-u.clamp(max=0.99)))
