"""Answers to logistic_from_uniform, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def logit_of_library(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.logit."""
    return torch.addcmul(loc, scale, torch.logit(u))


def two_logarithms(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log u minus log1p(-u)."""
    return loc + (u.log() - torch.log1p(-u)) * scale


def odds(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The logarithm of the quotient u / (1 - u)."""
    odds = u / (1 - u)
    return torch.log(odds).mul(scale).add(loc)


def powers_of_two(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Base-two logarithms with the factor log 2."""
    return loc + scale * math.log(2) * (torch.log2(u) - torch.log2(1 - u))
