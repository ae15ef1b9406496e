"""Right answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def softmax_of_log_weights(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes the softmax of the log-weights, and both sums over the draws."""
    x = q.sample((n,))
    share = torch.softmax(log_p(x) - q.log_prob(x), dim=0)
    values = f(x)
    mean = (share * values).sum()
    return mean, (share * (values - mean)).square().sum().sqrt()


def weights_relative_to_the_largest(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides by the largest weight first, and computes by dot products and a norm."""
    x = q.sample(torch.Size([n]))
    log_w = log_p(x) - q.log_prob(x)
    w = torch.exp(log_w - torch.max(log_w))
    values = f(x)
    mean = torch.dot(w, values) / w.sum()
    return mean, torch.linalg.vector_norm(w * (values - mean)) / w.sum()
