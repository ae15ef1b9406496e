"""Wrong answers to rayleigh_from_uniform."""

import torch
from torch import Tensor


def log_of_u(u: Tensor, scale: Tensor) -> Tensor:
    """log u in place of log(1 - u): the same distribution, but x falls as u rises."""
    return scale * torch.sqrt(-2 * torch.log(u))


def factor_two_is_missing(u: Tensor, scale: Tensor) -> Tensor:
    """The 2 of 2 scale^2 is forgotten."""
    return scale * torch.sqrt(-torch.log1p(-u))


def one_minus_u_is_rounded(u: Tensor, scale: Tensor) -> Tensor:
    """log(1 - u): in float32 a u of 1e-9 is rounded away, and x is 0."""
    return scale * torch.sqrt(-2 * torch.log(1 - u))


def scale_not_squared_under_the_root(u: Tensor, scale: Tensor) -> Tensor:
    """scale stands under the root without its square."""
    return torch.sqrt(-2 * scale * torch.log1p(-u))


def root_is_forgotten(u: Tensor, scale: Tensor) -> Tensor:
    """Gives -2 log(1 - u) times scale, without the root."""
    return -2 * scale * torch.log1p(-u)


def u_is_clamped(u: Tensor, scale: Tensor) -> Tensor:
    """Clamps u to between 0.001 and 0.999, for fear of log 0: the tails are cut off."""
    return scale * torch.sqrt(-2 * torch.log1p(-u.clamp(0.001, 0.999)))
