"""Wrong answers to logistic_from_uniform."""

import math

import torch
from torch import Tensor


def sigmoid_itself(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Applies the sigmoid to u, where its inverse is needed."""
    return loc + scale * torch.sigmoid(u)


def odds_turned_over(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log((1 - u) / u): the sign is wrong, and x falls as u rises."""
    return loc + scale * torch.log((1 - u) / u)


def logit_with_eps(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.logit with eps=1e-3 cuts off both tails, beyond 6.9 scales."""
    return loc + scale * torch.logit(u, eps=1e-3)


def area_tangent(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """2 atanh(2 u - 1): for very small u the argument rounds to -1, and x to -inf."""
    return loc + scale * 2 * torch.atanh(2 * u - 1)


def scale_as_standard_deviation(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Takes scale for the standard deviation, which is pi / sqrt(3) scales."""
    return loc + scale * math.sqrt(3) / math.pi * torch.logit(u)


def scale_multiplies_loc_too(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """scale multiplies loc as well."""
    return scale * (loc + torch.log(u) - torch.log1p(-u))
