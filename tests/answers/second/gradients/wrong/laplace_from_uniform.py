"""Answers to laplace_from_uniform, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def falls_with_u(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """u and 1 - u are exchanged: the right distribution, but P(X > x) = u."""
    return loc + scale * torch.where(u < 0.5, -(2 * u).log(), (2 * (1 - u)).log())


def factor_two_forgotten(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The 2 in the logarithm is missing: a gap opens around loc."""
    return loc + scale * torch.where(u < 0.5, u.log(), -(1 - u).log())


def right_half_only(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Only the formula of the right half is used, so the left tail is wrong."""
    return loc - scale * torch.log(2 * (1 - u))


def scale_is_the_deviation(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """scale is taken as the standard deviation; it is the mean distance from loc."""
    return loc + scale / math.sqrt(2) * torch.where(u < 0.5, (2 * u).log(), -(2 * (1 - u)).log())


def tails_clamped(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """u is clamped to 0.001 and 0.999, so the tails are cut and have no gradient."""
    v = u.clamp(1e-3, 1 - 1e-3)
    return loc + scale * torch.where(v < 0.5, (2 * v).log(), -(2 * (1 - v)).log())


def scale_stretches_loc(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """scale multiplies loc as well: right only for scale 1 or loc 0."""
    return scale * (loc + torch.where(u < 0.5, (2 * u).log(), -(2 * (1 - u)).log()))


def size_without_doubling(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The size is |u - 1/2| where the formula has twice that: the tails end at log 2."""
    v = u - 0.5
    return loc - scale * v.sign() * torch.log1p(-v.abs())


def noise_detached(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The noise is made without gradients: none flows back to u."""
    with torch.no_grad():
        t = torch.where(u < 0.5, (2 * u).log(), -(2 * (1 - u)).log())
    return loc + scale * t
