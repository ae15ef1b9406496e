"""Answers to cauchy_from_uniform, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def solved_as_printed(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The tangent, as one solves the printed formula."""
    return loc + scale * torch.tan(math.pi * (u - 0.5))


def cotangent_on_each_side(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """One over the tangent of the nearer tail."""
    tail = torch.minimum(u, 1 - u)
    size = 1 / torch.tan(math.pi * tail)
    return loc + scale * torch.where(u < 0.5, -size, size)


def cosine_over_sine(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Minus cosine over sine of the angle pi u, with 1 - u on the upper half."""
    v = torch.where(u < 0.5, u, 1 - u)
    side = torch.where(u < 0.5, -1.0, 1.0).to(u.dtype)
    return loc + side * scale * torch.cos(math.pi * v) / torch.sin(math.pi * v)


def tangent_in_double(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The tangent in float64, and back to the dtype of u."""
    t = torch.tan(torch.pi * (u.double() - 0.5)).to(u.dtype)
    return torch.addcmul(loc, scale, t)
