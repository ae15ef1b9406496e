"""Answers to cauchy_from_uniform, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def half_forgotten(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The 1/2 is forgotten: the same distribution, but the wrong x for each u."""
    return loc + scale * torch.tan(math.pi * u)


def angle_twice_as_wide(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The angle goes over two pi: x is not increasing in u."""
    return loc + scale * torch.tan(2 * math.pi * (u - 0.5))


def pi_forgotten(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """pi is missing in the angle, so the tails end near 0.55."""
    return loc + scale * torch.tan(u - 0.5)


def far_draws_cut(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Draws beyond 100 scales are cut, and pass on no gradient."""
    return loc + scale * torch.tan(math.pi * (u - 0.5)).clamp(-100, 100)


def full_quartile_distance(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """scale is taken as the whole distance between the quartiles."""
    return loc + 0.5 * scale * torch.tan(math.pi * (u - 0.5))


def school_pi(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """3.14 for pi: far out in the tails x is wrong by large factors."""
    return loc + scale * torch.tan(3.14 * (u - 0.5))


def arctangent_again(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The arctangent is applied again, where it has to be inverted."""
    return loc + scale * (0.5 + torch.atan(u) / math.pi)


def falls_with_u(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Minus the tangent: the right distribution, but P(X > x) = u."""
    return loc + scale * torch.tan(math.pi * (0.5 - u))
