"""Wrong answers to importance_sampling."""

import math
from collections.abc import Callable

from torch import Tensor
from torch.distributions import Distribution


def divides_by_the_sum_of_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Normalizes the weights to the mean 1: the estimate is biased."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    return mc_estimate(weights / weights.mean() * f(x))


def draws_from_the_target(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws from p, not from q, and weighs all the same."""
    x = p.sample((n,))
    return mc_estimate((p.log_prob(x) - q.log_prob(x)).exp() * f(x))


def product_of_two_means(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The mean weight times the mean of f is not the mean of the product."""
    x = q.sample((n,))
    weights, values = (p.log_prob(x) - q.log_prob(x)).exp(), f(x)
    return weights.mean() * values.mean(), mc_estimate(weights * values)[1]


def cuts_large_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Clamps the weights at 10 for less noise: no longer unbiased."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp().clamp(max=10.0)
    return mc_estimate(weights * f(x))


def ratio_upside_down(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weight is q / p."""
    x = q.sample((n,))
    return mc_estimate((q.log_prob(x) - p.log_prob(x)).exp() * f(x))


def error_without_the_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The standard error is that of f at the draws, without their weights."""
    x = q.sample((n,))
    values = f(x)
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    return (weights * values).mean(), values.std() / math.sqrt(n)
