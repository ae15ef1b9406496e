"""Wrong answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def _averaged(values):
    return values.mean(0), values.std(0) / len(values) ** 0.5


def exp_before_dividing(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """exp of the log-weights as they are: a constant of 900 makes them infinite."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).exp()
    w = w / w.sum()
    values = f(x)
    mean = (w * values).sum()
    return mean, (w * (values - mean)).square().sum().sqrt()


def proposal_is_forgotten(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The weights are made of log_p alone: log q is not subtracted."""
    x = q.sample((n,))
    w, values = torch.softmax(log_p(x), 0), f(x)
    mean = (w * values).sum()
    return mean, (w * (values - mean)).square().sum().sqrt()


def weights_not_squared(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The error has the weights, not their squares: this is the spread of f under p."""
    x = q.sample((n,))
    w, values = torch.softmax(log_p(x) - q.log_prob(x), 0), f(x)
    mean = (w * values).sum()
    return mean, (w * (values - mean).square()).sum().sqrt()


def mean_not_subtracted(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The error is sqrt(sum W^2 f^2): the mean is not subtracted from f."""
    x = q.sample((n,))
    w, values = torch.softmax(log_p(x) - q.log_prob(x), 0), f(x)
    return (w * values).sum(), (w * values).square().sum().sqrt()


def error_of_independent_terms(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """mc_estimate of n W f: its error is as if the normalizing sum were a constant."""
    x = q.sample((n,))
    w = torch.softmax(log_p(x) - q.log_prob(x), 0)
    return _averaged(n * w * f(x))


def average_of_weighted_values(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Averages W f over the draws, where the W, which sum to 1, ask for a sum."""
    x = q.sample((n,))
    w, values = torch.softmax(log_p(x) - q.log_prob(x), 0), f(x)
    mean = (w * values).mean()
    return mean, (w * (values - mean)).square().sum().sqrt()
