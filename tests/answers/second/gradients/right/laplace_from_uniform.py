"""Answers to laplace_from_uniform, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def each_half_solved(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.where on the two halves."""
    return loc + scale * torch.where(u < 0.5, (2 * u).log(), -(2 * (1 - u)).log())


def difference_of_two_logs(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Each logarithm is 0 on the other half."""
    half = torch.full_like(u, 0.5)
    low, high = torch.minimum(u, half), torch.minimum(1 - u, half)
    return loc + scale * (torch.log(2 * low) - torch.log(2 * high))


def sign_and_tail(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sign of the side times the logarithm of the smaller tail."""
    side = torch.where(u < 0.5, -1.0, 1.0).to(u.dtype)
    tail = torch.minimum(u, 1 - u)
    return loc - side * scale * (math.log(2) + tail.log())


def boolean_masks(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Fills both halves of an empty tensor by a mask, then stretches and moves it."""
    left = u < 0.5
    t = torch.zeros_like(u)
    t = t.masked_scatter(left, torch.log(2 * u[left]))
    t = t.masked_scatter(~left, -math.log(2) - torch.log1p(-u[~left]))
    return torch.addcmul(loc, scale, t)
