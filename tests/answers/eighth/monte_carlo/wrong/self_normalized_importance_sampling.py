"""Wrong answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def error_by_the_effective_size(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides the variance of f under q by the effective size: right for equal weights only."""
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(x)
    mean = (weights * values).sum()
    return mean, (values.var(correction=0) * weights.square().sum()).sqrt()


def relative_to_the_mean_weight(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Subtracts the mean log weight, not the largest: NaN where one is 100 above it (float32)."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = (log_w - log_w.mean()).exp()
    weights = w / w.sum()
    values = f(x)
    mean = (weights * values).sum()
    return mean, (weights * (values - mean)).square().sum().sqrt()


def heavy_weights_cut(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Cuts weights at a tenth of their sum, which draws the mean towards q where one is heavy."""
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0).clamp(max=0.1)
    weights = weights / weights.sum()
    values = f(x)
    mean = (weights * values).sum()
    return mean, (weights * (values - mean)).square().sum().sqrt()
