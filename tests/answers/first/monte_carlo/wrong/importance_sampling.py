"""Wrong answers to importance_sampling."""
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def weights_inverted(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are q / p, upside down."""
    x = q.sample((n,))
    return mc_estimate((q.log_prob(x) - p.log_prob(x)).exp() * f(x))


def draws_from_the_target(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws from p and averages f: q is not used."""
    return mc_estimate(f(p.sample((n,))))


def weighted_draws_from_the_target(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are right, but the draws come from p in place of q."""
    x = p.sample((n,))
    return mc_estimate((p.log_prob(x) - q.log_prob(x)).exp() * f(x))


def no_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are missing: this is the mean of f under q."""
    return mc_estimate(f(q.sample((n,))))


def normalized_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are divided by their sum: the self-normalized estimate is biased, the unbiased one was asked for."""
    x = q.sample((n,))
    w = (p.log_prob(x) - q.log_prob(x)).softmax(0)
    mean = (w * f(x)).sum()
    return mean, (w.square() * (f(x) - mean).square()).sum().sqrt()


def exp_forgotten(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weight is the logarithm itself; exp is missing."""
    x = q.sample((n,))
    return mc_estimate((p.log_prob(x) - q.log_prob(x)) * f(x))


def divided_by_q_only(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The density of p is missing in the weight: this is the integral of f."""
    x = q.sample((n,))
    return mc_estimate(f(x) / q.log_prob(x).exp())


def error_without_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The standard error is that of f without the weights."""
    x = q.sample((n,))
    values = f(x)
    w = (p.log_prob(x) - q.log_prob(x)).exp()
    return (w * values).mean(), values.std() / n**0.5


def weights_clipped(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Weights above 2 are cut to 2: fewer outliers, but the estimate is no longer unbiased."""
    x = q.sample((n,))
    w = (p.log_prob(x) - q.log_prob(x)).exp().clamp(max=2.0)
    return mc_estimate(w * f(x))


def error_around_the_weighted_mean(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The error is that of the self-normalized estimate: w (f - mean) in place of w f - mean."""
    x = q.sample((n,))
    w = (p.log_prob(x) - q.log_prob(x)).exp()
    mean = (w * f(x)).mean()
    return mean, (w * (f(x) - mean)).square().sum().sqrt() / n
