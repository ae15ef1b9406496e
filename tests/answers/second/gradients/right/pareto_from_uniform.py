"""Answers to pareto_from_uniform, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def exponential_of_exponential(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponential of an exponential variable over alpha."""
    return scale * torch.exp(-torch.log1p(-u) / alpha)


def power_of_the_rest(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """1 - u to the power of -1 / alpha."""
    return scale * (1 - u).pow(-1 / alpha)


def scale_over_a_root(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale over the alpha-th root of 1 - u."""
    root = torch.exp(torch.log1p(-u) / alpha)
    return scale / root


def all_in_logarithms(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Adds log scale in the exponent."""
    return (scale.log() - u.neg().log1p() / alpha).exp()
