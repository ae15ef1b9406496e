"""Right answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def subtracts_the_largest_first(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Exponentiates after a shift, and divides sums of weights times values by the weights' sum."""
    x = q.sample(torch.Size([n]))
    log_w = log_p(x) - q.log_prob(x)
    w = (log_w - log_w.max()).exp()
    values, total = f(x), w.sum()
    mean = (w * values).sum() / total
    error = torch.linalg.vector_norm(w * (values - mean)) / total
    return mean, error


def shares_as_a_vector(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Normalizes by a log-softmax, and takes scalar products with the vector of shares."""
    points = q.sample((n,))
    logs = log_p(points) - q.log_prob(points)
    shares = torch.log_softmax(logs, dim=0).exp()
    values = f(points)
    mean = shares.dot(values)
    return mean, shares.square().dot((values - mean).square()).sqrt()
