"""Wrong answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def _averaged(values):
    return values.mean(0), values.std(0) / len(values) ** 0.5


def exp_overflows(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """exp of the plain logarithms: a constant of 900 gives infinity divided by infinity."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).exp()
    w = w / w.sum()
    mean = (w * f(x)).sum()
    return mean, (w.square() * (f(x) - mean).square()).sum().sqrt()


def proposal_not_in_the_weights(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights lack the proposal: they are p, not p / q."""
    x = q.sample((n,))
    w = log_p(x).softmax(0)
    mean = (w * f(x)).sum()
    return mean, (w.square() * (f(x) - mean).square()).sum().sqrt()


def not_normalized(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are not divided by their sum, so the unknown constant stays in the result."""
    x = q.sample((n,))
    return _averaged((log_p(x) - q.log_prob(x)).exp() * f(x))


def proposal_added(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """log q is added in place of subtracted: the weights are p q."""
    x = q.sample((n,))
    w = (log_p(x) + q.log_prob(x)).softmax(0)
    mean = (w * f(x)).sum()
    return mean, (w.square() * (f(x) - mean).square()).sum().sqrt()


def weights_not_squared(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """W is not squared in the error: this is the spread of f under p, not the error of the mean."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).softmax(0)
    mean = (w * f(x)).sum()
    return mean, (w * (f(x) - mean).square()).sum().sqrt()


def error_about_zero(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The mean is not subtracted from f in the error."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).softmax(0)
    mean = (w * f(x)).sum()
    return mean, (w * f(x)).square().sum().sqrt()


def root_missing(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The root is missing: this is the squared standard error."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).softmax(0)
    mean = (w * f(x)).sum()
    return mean, (w.square() * (f(x) - mean).square()).sum()


def divided_by_n_again(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Averages over the draws although the weights sum to 1: both numbers are too small by n."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).softmax(0)
    total = (w * f(x)).sum()
    return (w * f(x)).mean(), (w.square() * (f(x) - total).square()).sum().sqrt() / n


def error_by_effective_draws(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The error is the spread over the root of the effective sample size, not the formula asked for."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = log_w.softmax(0)
    mean = (w * f(x)).sum()
    spread = (w * (f(x) - mean).square()).sum().sqrt()
    return mean, spread / effective_sample_size(log_w).sqrt()


def clamped_logarithms(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Logarithms are clamped to 50 before exp: with a large constant all weights are equal."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).clamp(-50, 50).exp()
    w = w / w.sum()
    mean = (w * f(x)).sum()
    return mean, (w.square() * (f(x) - mean).square()).sum().sqrt()
