"""Wrong answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def clamps_the_logarithms(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Clamps the log-weights against overflow: with a constant of 900 all weights are equal."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).clamp(-80, 80).exp()
    w = w / w.sum()
    mean = (w * f(x)).sum()
    return mean, (w**2 * (f(x) - mean) ** 2).sum().sqrt()


def values_of_other_draws(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws once for the weights and again for the values: the mean is that under q."""
    x, y = q.sample((n,)), q.sample((n,))
    w = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(y)
    mean = (w * values).sum()
    return mean, (w**2 * (values - mean) ** 2).sum().sqrt()


def error_of_equal_weights(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides the weighted variance by n: the error as if all n draws counted the same."""
    x = q.sample((n,))
    w = torch.softmax(log_p(x) - q.log_prob(x), 0)
    mean = (w * f(x)).sum()
    return mean, ((w * (f(x) - mean) ** 2).sum() / n).sqrt()
