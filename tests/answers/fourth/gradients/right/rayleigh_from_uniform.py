"""Right answers to rayleigh_from_uniform."""

import math

import torch
from torch import Tensor


def scale_under_the_root(u: Tensor, scale: Tensor) -> Tensor:
    """Solved as it stands, with the squared scale under the root."""
    return torch.sqrt(-2 * scale**2 * torch.log1p(-u))


def length_of_an_exponential(u: Tensor, scale: Tensor) -> Tensor:
    """-log(1 - u) is an exponential variable; x is the root of twice that, times scale."""
    exponential = -torch.log1p(-u)
    return scale * math.sqrt(2) * exponential.sqrt()


def half_a_power(u: Tensor, scale: Tensor) -> Tensor:
    """The power 1/2 in place of a root."""
    squared = torch.log1p(u.neg()).mul(-2)
    return squared.pow(0.5) * scale


def in_logarithms(u: Tensor, scale: Tensor) -> Tensor:
    """log x is log scale plus half the logarithm of -2 log(1 - u)."""
    log_x = torch.log(scale) + 0.5 * torch.log(-2 * torch.log1p(-u))
    return log_x.exp()
