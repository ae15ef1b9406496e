"""Wrong answers to rayleigh_from_uniform."""

import math

import torch
from torch import Tensor


def u_for_one_minus_u(u: Tensor, scale: Tensor) -> Tensor:
    """log u: the law is right, as 1 - u is uniform too, but P(X <= x) is 1 - u."""
    return scale * torch.sqrt(-2 * torch.log(u))


def two_forgotten(u: Tensor, scale: Tensor) -> Tensor:
    """The factor 2 under the root is missing."""
    return scale * torch.sqrt(-torch.log1p(-u))


def scale_under_the_root(u: Tensor, scale: Tensor) -> Tensor:
    """scale^2 is written without its square: right only for scale 1."""
    return torch.sqrt(-2 * scale * torch.log1p(-u))


def small_u_rounded_away(u: Tensor, scale: Tensor) -> Tensor:
    """log(1 - u): in float32, 1 - u is 1 for u below 3e-8, and x is 0 with an infinite gradient."""
    return scale * torch.sqrt(-2 * torch.log(1 - u))


def something_under_the_root(u: Tensor, scale: Tensor) -> Tensor:
    """Adds 1e-4 under the root for a bounded gradient: wrong for small u."""
    return scale * torch.sqrt(1e-4 - 2 * torch.log1p(-u))


def scale_without_a_gradient(u: Tensor, scale: Tensor) -> Tensor:
    """scale.detach(): no gradient for it."""
    return scale.detach() * torch.sqrt(-2 * torch.log1p(-u))


def mean_for_scale(u: Tensor, scale: Tensor) -> Tensor:
    """Takes scale for the mean, which is sqrt(pi / 2) scales."""
    return scale / math.sqrt(math.pi / 2) * torch.sqrt(-2 * torch.log1p(-u))


def square_of_it(u: Tensor, scale: Tensor) -> Tensor:
    """The root is missing: an exponential variable."""
    return scale * -2 * torch.log1p(-u)


def negative_root(u: Tensor, scale: Tensor) -> Tensor:
    """Returns the other solution, below zero."""
    return -scale * (-2 * torch.log1p(-u)).sqrt()


def length_of_its_own_normals(u: Tensor, scale: Tensor) -> Tensor:
    """The length of two normals drawn inside: a Rayleigh variable that ignores u."""
    return scale * torch.hypot(torch.randn_like(u), torch.randn_like(u))


def scale_squared_outside(u: Tensor, scale: Tensor) -> Tensor:
    """scale^2 comes out of the root as scale^2."""
    return scale.square() * torch.sqrt(-2 * torch.log1p(-u))


def largest_u_lowered(u: Tensor, scale: Tensor) -> Tensor:
    """Clamps u at 0.999: nothing beyond 3.7 scales."""
    return scale * torch.sqrt(-2 * torch.log1p(-u.clamp(max=0.999)))
