"""Answers to student_t_from_normal, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def as_printed(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The formula as it is printed."""
    return loc + scale * (noise / torch.sqrt(chi_square / df))


def reciprocal_root(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """rsqrt of the mean square."""
    return torch.addcmul(loc, scale, noise * (chi_square / df).rsqrt())


def root_of_the_inverse(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """noise times the root of df / chi_square."""
    return noise * (df / chi_square) ** 0.5 * scale + loc


def two_roots(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The two roots apart."""
    width = scale * df.sqrt() / chi_square.sqrt()
    return loc + width * noise
