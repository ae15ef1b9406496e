"""Wrong answers to cauchy_from_uniform."""

import math

import torch
from torch import Tensor


def half_is_not_subtracted(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(pi u): a Cauchy variable too, but P(X <= x) is not u."""
    return loc + scale * torch.tan(math.pi * u)


def pi_is_missing(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(u - 1/2): the factor pi is missing."""
    return loc + scale * torch.tan(u - 0.5)


def only_positive_angles(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(pi u / 2): only values above loc."""
    return loc + scale * torch.tan(math.pi * u / 2)


def cotangent(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """1 / tan(pi u), without the minus: x falls as u rises."""
    return loc + scale / torch.tan(math.pi * u)


def tails_cut_off(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Clamps the tangent to 100 scales, against large numbers."""
    return loc + scale * torch.tan(math.pi * (u - 0.5)).clamp(-100, 100)


def scale_as_distance_of_quartiles(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Takes scale for the whole distance of the quartiles, and halves it."""
    return loc + scale / 2 * torch.tan(math.pi * (u - 0.5))
