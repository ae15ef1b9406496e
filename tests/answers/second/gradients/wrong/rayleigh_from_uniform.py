"""Answers to rayleigh_from_uniform, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def logarithm_of_u(u: Tensor, scale: Tensor) -> Tensor:
    """u in place of 1 - u: the same distribution, but x falls with u."""
    return scale * torch.sqrt(-2 * torch.log(u))


def two_forgotten(u: Tensor, scale: Tensor) -> Tensor:
    """The 2 is missing."""
    return scale * torch.sqrt(-torch.log1p(-u))


def root_forgotten(u: Tensor, scale: Tensor) -> Tensor:
    """The root is missing: this is an exponential variable."""
    return scale * -2 * torch.log1p(-u)


def scale_under_the_root_once(u: Tensor, scale: Tensor) -> Tensor:
    """scale stands under the root without its square: right only for scale 1."""
    return torch.sqrt(-2 * scale * torch.log1p(-u))


def small_u_lost(u: Tensor, scale: Tensor) -> Tensor:
    """1 - u rounds to 1 for small u: x is 0 there, and its gradient is infinite or nan."""
    return scale * torch.sqrt(-2 * torch.log(1 - u))


def guarded_root(u: Tensor, scale: Tensor) -> Tensor:
    """0.01 is added under the root, so small x are too large."""
    return scale * torch.sqrt(-2 * torch.log1p(-u) + 1e-2)


def half_normal(u: Tensor, scale: Tensor) -> Tensor:
    """The length of one normal, not of two."""
    return scale * math.sqrt(2) * torch.erfinv(u)


def negative_root(u: Tensor, scale: Tensor) -> Tensor:
    """The negative root: x has to be positive."""
    return -scale * torch.sqrt(-2 * torch.log1p(-u))
