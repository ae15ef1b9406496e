"""Answers to pareto_from_uniform, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def u_for_the_rest(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """u in place of 1 - u: the same distribution, but x falls with u."""
    return scale * u ** (-1 / alpha)


def alpha_upside_down(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The power is -alpha, not -1 / alpha: right only for alpha 1."""
    return scale * (1 - u) ** (-alpha)


def starts_at_zero(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """1 is subtracted: this is the Lomax variable, which starts at 0."""
    return scale * ((1 - u) ** (-1 / alpha) - 1)


def power_of_the_density(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The power is that of the density, alpha + 1."""
    return scale * (1 - u) ** (-1 / (alpha + 1))


def sign_of_the_power(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The sign of the power is wrong: x is at most scale."""
    return scale * (1 - u) ** (1 / alpha)


def scale_inside_the_root(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale is under the root as well: right only for scale 1 or alpha 1."""
    return (scale / (1 - u)) ** (1 / alpha)


def logarithm_kept(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponential is missing: this is scale plus an exponential variable."""
    return scale - torch.log1p(-u) / alpha


def alpha_detached(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """alpha is detached, so its gradient is missing."""
    return scale * torch.exp(-torch.log1p(-u) / alpha.detach())
