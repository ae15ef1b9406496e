"""Answers to rayleigh_from_uniform, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def log1p_and_root(u: Tensor, scale: Tensor) -> Tensor:
    """The root of -2 log1p(-u)."""
    return scale * torch.sqrt(-2 * torch.log1p(-u))


def scale_under_the_root(u: Tensor, scale: Tensor) -> Tensor:
    """scale squared under the root."""
    return (-2 * scale**2 * torch.log1p(-u)) ** 0.5


def half_the_logarithm(u: Tensor, scale: Tensor) -> Tensor:
    """The exponential of half the logarithm."""
    return scale * torch.exp(0.5 * (math.log(2) + torch.log(-torch.log1p(-u))))


def root_of_two_apart(u: Tensor, scale: Tensor) -> Tensor:
    """The factor sqrt(2) in front."""
    return math.sqrt(2) * scale * torch.log1p(u.neg()).neg().sqrt()
