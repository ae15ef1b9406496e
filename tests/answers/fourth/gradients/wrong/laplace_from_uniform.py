"""Wrong answers to laplace_from_uniform."""

import math

import torch
from torch import Tensor


def falls_with_u(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sign is wrong: the right distribution, but x falls as u rises."""
    side = u - 0.5
    return loc + scale * side.sign() * torch.log1p(-2 * side.abs())


def right_half_without_two(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The right half lacks the factor 2 in the logarithm, so x jumps at the middle."""
    left, right = loc + scale * torch.log(2 * u), loc - scale * torch.log(1 - u)
    return torch.where(u < 0.5, left, right)


def only_to_the_right(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sign of u - 1/2 is forgotten: all values are above loc."""
    return loc - scale * torch.log1p(-2 * (u - 0.5).abs())


def scale_as_standard_deviation(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Takes scale for the standard deviation, and divides it by sqrt(2)."""
    side = u - 0.5
    return loc - scale / math.sqrt(2) * side.sign() * torch.log1p(-2 * side.abs())


def as_large_as_u(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Fills a tensor of the shape of u by masks: loc and scale of other shapes do not fit."""
    x = torch.empty_like(u)
    left = u < 0.5
    x[left] = (loc + scale * torch.log(2 * u))[left]
    x[~left] = (loc - scale * torch.log(2 * (1 - u)))[~left]
    return x


def factor_two_forgotten(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log(1 - |u - 1/2|) in place of log(1 - 2 |u - 1/2|): no value beyond 0.7 scales."""
    side = u - 0.5
    return loc - scale * side.sign() * torch.log1p(-side.abs())
