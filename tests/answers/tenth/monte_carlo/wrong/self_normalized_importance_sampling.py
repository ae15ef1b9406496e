"""Wrong answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def weights_of_plain_size(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes exp of the log-weights as they are, which is inf or 0 for a large constant."""
    x = q.sample((n,))
    w = torch.exp(log_p(x) - q.log_prob(x))
    share, values = w / w.sum(), f(x)
    mean = (share * values).sum()
    return mean, ((share * (values - mean)) ** 2).sum().sqrt()


def values_at_other_draws(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws anew for the values, so that they have nothing to do with their weights."""
    x = q.sample((n,))
    share = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(q.sample((n,)))
    mean = (share * values).sum()
    return mean, ((share * (values - mean)) ** 2).sum().sqrt()


def deviations_from_the_plain_mean(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes the error's deviations from the mean without weights, not from the estimate."""
    x = q.sample((n,))
    share, values = torch.softmax(log_p(x) - q.log_prob(x), 0), f(x)
    mean = (share * values).sum()
    return mean, ((share * (values - values.mean())) ** 2).sum().sqrt()
