"""Answers to logistic_from_uniform, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def odds_upside_down(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The odds are upside down: x falls with u, though its distribution is right."""
    return loc + scale * (torch.log1p(-u) - u.log())


def quotient_of_logs(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The quotient of the logarithms is not the logarithm of the quotient."""
    return loc + scale * torch.log(u) / torch.log1p(-u)


def logit_with_eps(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """logit with eps=1e-3 clamps u, so the tails are cut."""
    return loc + scale * torch.logit(u, eps=1e-3)


def standardized(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """scale is taken as the standard deviation, which is pi / sqrt(3) times larger than it."""
    return loc + scale * math.sqrt(3) / math.pi * torch.logit(u)


def scaled_normal(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """A normal stretched by 1.702 looks like a logistic variable, but has thinner tails."""
    return loc + scale * 1.702 * torch.special.ndtri(u)


def sigmoid_itself(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sigmoid is applied, where its inverse is needed."""
    return loc + scale * torch.sigmoid(u)


def common_logarithm(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The logarithm has the base 10, so x is too close to loc."""
    return loc + scale * (torch.log10(u) - torch.log10(1 - u))


def divides_by_scale(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The noise is divided by scale: right only for scale 1."""
    return loc + torch.logit(u) / scale
