"""Wrong answers to integrate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def average_of_f(f: Callable[[Tensor], Tensor], p: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Averages f itself, and forgets to divide by the density."""
    return mc_estimate(f(p.sample((n,))))


def times_the_density(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Multiplies with the density where it should divide."""
    x = p.sample((n,))
    return mc_estimate(f(x) * p.log_prob(x).exp())


def density_at_other_points(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws a second time for the density: it belongs to other points than f."""
    values = f(p.sample((n,)))
    return mc_estimate(values / p.log_prob(p.sample((n,))).exp())


def logarithm_of_a_negative_f(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of f, which is NaN where f is negative."""
    x = p.sample((n,))
    return mc_estimate(torch.exp(torch.log(f(x)) - p.log_prob(x)))


def log_density_as_density(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides by log_prob, without exp."""
    x = p.sample((n,))
    return mc_estimate(f(x) / p.log_prob(x))


def error_of_f_alone(
    f: Callable[[Tensor], Tensor], p: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The standard error is that of f, not of f / p."""
    x = p.sample((n,))
    values = f(x)
    return (values / p.log_prob(x).exp()).mean(), values.std() / math.sqrt(n)
