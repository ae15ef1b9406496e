"""Answers to integrate, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def mean_under_p(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The division by p is missing: this is the mean of f under p, not the integral."""
    return mc_estimate(f(p.sample((n,))))


def range_of_the_draws(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The mean of f times the range of the draws: right only for a uniform p."""
    x = p.sample((n,))
    mean, error = mc_estimate(f(x))
    width = x.max() - x.min()
    return mean * width, error * width


def logarithm_of_f(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The logarithm of f is taken without its sign, so where f is negative it counts as positive."""
    x = p.sample((n,))
    return mc_estimate(torch.exp(f(x).abs().log() - p.log_prob(x)))


def density_clamped(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The density is kept above 0.05, so the integral is too small where p is low."""
    x = p.sample((n,))
    return mc_estimate(f(x) / p.log_prob(x).exp().clamp_min(0.05))


def divides_the_means(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The mean of f over the mean of p is not the mean of f / p."""
    x = p.sample((n,))
    density = p.log_prob(x).exp().mean()
    mean, error = mc_estimate(f(x))
    return mean / density, error / density


def divides_by_the_log_density(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """log_prob is the logarithm of the density; the exponential is missing."""
    x = p.sample((n,))
    return mc_estimate(f(x) / p.log_prob(x).abs())


def error_of_f_alone(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The standard error is that of f, not that of f / p."""
    x = p.sample((n,))
    y = f(x)
    return (y / p.log_prob(x).exp()).mean(), mc_estimate(y)[1]


def trapezoids_between_sorted_draws(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """This is a trapezoid rule on the sorted draws, not the average of f / p that belongs to the error."""
    x = p.sample((n,)).sort().values
    y = f(x)
    return torch.trapezoid(y, x), mc_estimate(y / p.log_prob(x).exp())[1]
