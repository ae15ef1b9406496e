"""Answers to self_normalized_importance_sampling, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def _averaged(values):
    return values.mean(0), values.std(0) / len(values) ** 0.5


def exponentiates_first(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """exp before the division overflows where the constant is large (or gives 0 / 0 where it is very negative)."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).exp()
    w = w / w.sum()
    y = f(x)
    mean = (w * y).sum()
    return mean, (w.square() * (y - mean).square()).sum().sqrt()


def proposal_forgotten(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are p alone, not p / q."""
    x = q.sample((n,))
    w, y = torch.softmax(log_p(x), 0), f(x)
    mean = (w * y).sum()
    return mean, (w.square() * (y - mean).square()).sum().sqrt()


def weights_not_squared(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are not squared: this is the weighted standard deviation, not the standard error."""
    x = q.sample((n,))
    w, y = torch.softmax(log_p(x) - q.log_prob(x), 0), f(x)
    mean = (w * y).sum()
    return mean, (w * (y - mean).square()).sum().sqrt()


def error_as_if_weights_were_equal(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weighted deviation over sqrt(n): it ignores that unequal weights waste draws."""
    x = q.sample((n,))
    w, y = torch.softmax(log_p(x) - q.log_prob(x), 0), f(x)
    mean = (w * y).sum()
    return mean, ((w * (y - mean).square()).sum() / n).sqrt()


def deviations_from_the_plain_mean(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The deviations in the error are from the unweighted mean of f, not from the estimate."""
    x = q.sample((n,))
    w, y = torch.softmax(log_p(x) - q.log_prob(x), 0), f(x)
    return (w * y).sum(), (w.square() * (y - y.mean()).square()).sum().sqrt()


def log_weights_clamped(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The log-weights are clamped at 80 against overflow; with a large constant all weights become equal."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).clamp(-80, 80).exp()
    w, y = w / w.sum(), f(x)
    mean = (w * y).sum()
    return mean, (w.square() * (y - mean).square()).sum().sqrt()


def resamples(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws again by the weights and averages: more noise than the weighted mean, and an error that misses it."""
    x = q.sample((n,))
    w = torch.softmax(log_p(x) - q.log_prob(x), 0)
    y = f(x)[torch.multinomial(w, n, replacement=True)]
    return y.mean(), y.std() / math.sqrt(n)


def error_of_the_unnormalized_terms(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The error is that of the mean of n W f; it misses that numerator and denominator vary together."""
    x = q.sample((n,))
    terms = n * torch.softmax(log_p(x) - q.log_prob(x), 0) * f(x)
    return _averaged(terms)
