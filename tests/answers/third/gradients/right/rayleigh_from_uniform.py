"""Right answers to rayleigh_from_uniform."""

import torch
from torch import Tensor
from torch.nn import functional as F


def variance_under_the_root(u: Tensor, scale: Tensor) -> Tensor:
    """x^2 = -2 scale^2 log(1 - u) by xlog1py, and one square root around all of it."""
    return torch.special.xlog1py(-2 * scale.square(), -u).sqrt()


def softplus_of_the_logit(u: Tensor, scale: Tensor) -> Tensor:
    """-log(1 - u) is the softplus of the logit of u."""
    return torch.sqrt(2 * F.softplus(torch.logit(u))) * scale


def diagonal_of_a_square(u: Tensor, scale: Tensor) -> Tensor:
    """hypot of two equal sides makes the square root of two."""
    side = scale * torch.log1p(-u).neg().sqrt()
    return torch.hypot(side, side)


def exponent_of_half_a_logarithm(u: Tensor, scale: Tensor) -> Tensor:
    """The root as half of a logarithm, all inside one exp."""
    return torch.exp(scale.log() + torch.log(-2 * torch.log1p(-u)) / 2)


def one_logarithm_for_each_half(u: Tensor, scale: Tensor) -> Tensor:
    """log1p below the middle, the logarithm of the rest above it, as power 1/2."""
    survival = torch.where(u < 0.5, torch.log1p(-u), torch.log(1 - u))
    return scale * (-2 * survival) ** 0.5
