"""Answers to importance_sampling, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def divides_by_the_sum_of_weights(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The weights are normalized: that is the biased estimate of the next exercise."""
    x = q.sample((n,))
    w = torch.softmax(p.log_prob(x) - q.log_prob(x), 0)
    y = f(x)
    mean = (w * y).sum()
    return mean, (w.square() * (y - mean).square()).sum().sqrt()


def inverse_weight(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The weight is q / p, upside down."""
    x = q.sample((n,))
    return mc_estimate(f(x) * (q.log_prob(x) - p.log_prob(x)).exp())


def draws_from_the_target(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The draws come from p, without weights: q is not used at all."""
    return mc_estimate(f(p.sample((n,))))


def draws_from_p_with_weights(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The draws come from p, but are weighted as if they came from q."""
    x = p.sample((n,))
    return mc_estimate(f(x) * (p.log_prob(x) - q.log_prob(x)).exp())


def weights_capped(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Weights above 3 are cut: less variance, but a bias."""
    x = q.sample((n,))
    return mc_estimate(f(x) * (p.log_prob(x) - q.log_prob(x)).exp().clamp(max=3.0))


def other_draws_for_the_weights(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The weight is taken at other draws than f, so it does not belong to its value."""
    x, y = q.sample((n,)), q.sample((n,))
    return mc_estimate(f(x) * (p.log_prob(y) - q.log_prob(y)).exp())


def error_without_the_weights(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The standard error is that of f under q; it has to be that of w f."""
    x = q.sample((n,))
    w, y = (p.log_prob(x) - q.log_prob(x)).exp(), f(x)
    return (w * y).mean(), y.std() / math.sqrt(n)


def weight_inside_of_f(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The weight multiplies the point, not the value: f(w x) is w f(x) only for a linear f."""
    x = q.sample((n,))
    return mc_estimate(f(x * (p.log_prob(x) - q.log_prob(x)).exp()))
