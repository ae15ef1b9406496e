"""Wrong answers to self_normalized_importance_sampling."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def _averaged(values):
    return values.mean(0), values.std(0) / len(values) ** 0.5


def weighted_spread_over_root_n(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The bar is the weighted standard deviation over sqrt(n): right only for equal weights."""
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(x)
    mean = (weights * values).sum()
    return mean, ((weights * (values - mean).square()).sum() / n).sqrt()


def weighted_spread_over_effective_draws(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The bar is the weighted standard deviation over the root of the effective sample size."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    weights, values = torch.softmax(log_w, 0), f(x)
    mean = (weights * values).sum()
    variance = (weights * (values - mean).square()).sum()
    return mean, (variance / effective_sample_size(log_w)).sqrt()


def bar_around_the_plain_mean(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The bar takes distances from the unweighted mean of f."""
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(x)
    error = (weights * (values - values.mean())).square().sum().sqrt()
    return (weights * values).sum(), error


def resampled(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws n times among the draws with the weights, and takes the plain mean: more noise."""
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0)
    return _averaged(f(x[torch.multinomial(weights, n, replacement=True)]))


def small_sample_correction(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Multiplies the bar by sqrt(n / (n - 1)), which the formula does not have."""
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(x)
    mean = (weights * values).sum()
    error = (weights * (values - mean)).square().sum().sqrt()
    return mean, error * math.sqrt(n / max(n - 1, 1))


def logarithms_clamped(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Clamps the log-weights to -30..30 before the softmax: a large constant makes all equal."""
    x = q.sample((n,))
    weights = torch.softmax((log_p(x) - q.log_prob(x)).clamp(-30, 30), 0)
    values = f(x)
    mean = (weights * values).sum()
    return mean, (weights * (values - mean)).square().sum().sqrt()


def constant_measured_at_zero(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes log p(0) for the constant, to shift by it: far from 0 the weights overflow."""
    x = q.sample((n,))
    weights = torch.exp(log_p(x) - log_p(torch.zeros_like(x)) - q.log_prob(x))
    weights, values = weights / weights.sum(), f(x)
    mean = (weights * values).sum()
    return mean, (weights * (values - mean)).square().sum().sqrt()


def proposal_forgotten(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are a softmax of log_p alone: right only for a uniform proposal."""
    x = q.sample((n,))
    weights, values = torch.softmax(log_p(x), 0), f(x)
    mean = (weights * values).sum()
    return mean, (weights * (values - mean)).square().sum().sqrt()


def average_of_weighted_values(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes the mean of W_i f(x_i) instead of the sum: too small by a factor n."""
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = weights * f(x)
    error = (weights * (f(x) - values.sum())).square().sum().sqrt()
    return values.mean(), error


def epsilon_in_the_denominator(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Adds 1e-2 to the sum of the scaled weights, against a division by 0: they do not sum to 1."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    weights = torch.exp(log_w - log_w.max())
    weights, values = weights / (weights.sum() + 1e-2), f(x)
    mean = (weights * values).sum()
    return mean, (weights * (values - mean)).square().sum().sqrt()
