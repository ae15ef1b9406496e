"""Right answers to laplace_from_uniform."""

import math

import torch
from torch import Tensor
from torch.distributions import Laplace


def each_half_solved(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.where between the solutions for the left and for the right half."""
    left = loc + scale * torch.log(2 * u)
    right = loc - scale * torch.log(2 * (1 - u))
    return torch.where(u < 0.5, left, right)


def quantiles_of_the_library(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Laplace.icdf of torch.distributions."""
    return Laplace(loc, scale).icdf(u)


def smaller_of_both_tails(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The smaller of u and 1 - u says how far, the sign of u - 1/2 says where."""
    tail = torch.minimum(u, 1 - u)
    return loc + torch.sign(u - 0.5) * -torch.log(2 * tail) * scale


def indicators_as_factors(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Both halves, each multiplied with 1 on its side and with 0 on the other."""
    below = (u <= 0.5).to(u.dtype)
    distance = below * torch.log(2 * u) - (1 - below) * (math.log(2) + torch.log1p(-u))
    return loc + scale * distance
