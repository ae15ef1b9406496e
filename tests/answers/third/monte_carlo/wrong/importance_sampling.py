"""Wrong answers to importance_sampling."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def divided_by_the_sum_of_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides by the mean weight: a ratio, which is biased for finite n."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    return mc_estimate(weights * f(x) / weights.mean())


def weights_capped(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Caps the weights at 10: biased where q is too narrow or in the wrong place."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp().clamp(max=10)
    return mc_estimate(weights * f(x))


def half_a_mixture(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Weights p / ((p + q) / 2), as if half of the draws came from p: always below 2."""
    x = q.sample((n,))
    log_mixture = torch.logaddexp(p.log_prob(x), q.log_prob(x)) - math.log(2)
    return mc_estimate((p.log_prob(x) - log_mixture).exp() * f(x))


def regression_on_the_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes away the part that the weights explain, with a slope fitted to the same draws: biased."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    values = weights * f(x)
    away = weights - weights.mean()
    slope = (away * values).sum() / away.square().sum().clamp(min=1e-12)
    return mc_estimate(values - slope * (weights - 1))


def product_of_two_means(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Mean weight times mean value: weights and values are not independent."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    return weights.mean() * f(x).mean(), mc_estimate(weights * f(x))[1]


def weights_of_other_draws(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """f sees a second sample of q: the weights do not belong to its values."""
    x, y = q.sample((n,)), q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    return mc_estimate(weights * f(y))


def largest_weight_scaled_to_one(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Subtracts the largest log-weight, as a softmax does, and never puts it back."""
    x = q.sample((n,))
    log_w = p.log_prob(x) - q.log_prob(x)
    return mc_estimate((log_w - log_w.max()).exp() * f(x))


def bar_by_effective_draws(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides the spread by the root of the effective sample size: another bar than s / sqrt(n)."""
    x = q.sample((n,))
    log_w = p.log_prob(x) - q.log_prob(x)
    values = log_w.exp() * f(x)
    return values.mean(), values.std() / effective_sample_size(log_w).sqrt()


def bar_without_the_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The bar is that of f under q; the weights are forgotten in it."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    return (weights * f(x)).mean(), mc_estimate(f(x))[1]


def weighted_draws_instead_of_values(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Hands weight times draw to f: right only if f is a multiple of x."""
    x = q.sample((n,))
    weights = (p.log_prob(x) - q.log_prob(x)).exp()
    return mc_estimate(f(weights * x))
