"""Answers to student_t_from_normal, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT




def root_forgotten(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The root is missing in the denominator."""
    return loc + scale * noise / (chi_square / df)


def one_degree_less(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """df - 1 in place of df: chi_square is already a sum over df squares."""
    return loc + scale * noise / torch.sqrt(chi_square / (df - 1).clamp_min(0.5))


def sum_not_mean(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The division by df is missing."""
    return loc + scale * noise / torch.sqrt(chi_square)


def quotient_upside_down(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The quotient under the root is upside down: it multiplies."""
    return loc + scale * noise * torch.sqrt(chi_square / df)


def loc_in_the_numerator(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """loc is divided too: that is a skewed, noncentral t."""
    return (loc + scale * noise) / torch.sqrt(chi_square / df)


def unit_variance(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Rescaled to the standard deviation scale, where df is above 2: scale multiplies t alone."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * torch.where(df > 2, ((df - 2).clamp_min(1e-6) / df).sqrt(), torch.ones_like(df)) * t


def small_denominators_raised(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The denominator is kept above 0.3, which cuts off the heavy tails."""
    return loc + scale * noise / torch.sqrt(chi_square / df).clamp_min(0.3)


def denominator_detached(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The denominator is detached: no gradient reaches chi_square and df."""
    return loc + scale * noise / torch.sqrt(chi_square / df).detach()
