"""Right answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution
from torch.nn import functional as F


def logsumexp_normalizes(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The logarithms of the weights minus their logsumexp."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = torch.exp(log_w - torch.logsumexp(log_w, dim=0))
    y = f(x)
    mean = torch.sum(w * y)
    return mean, torch.sqrt(torch.sum(w**2 * (y - mean) ** 2))


def largest_weight_is_one(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Weights relative to the largest one; divides by their sum at the end."""
    draws = q.sample((n,))
    log_w = log_p(draws) - q.log_prob(draws)
    w = (log_w - log_w.max()).exp()
    total, values = w.sum(), f(draws)
    mean = (w * values).sum() / total
    return mean, ((w * (values - mean)) ** 2).sum().sqrt() / total


def softmax_and_norm(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """softmax for the weights; the error is the length of a vector."""
    x = q.sample((n,))
    values, target, proposal = f(x), log_p(x), q.log_prob(x)
    w = F.softmax(target - proposal, dim=-1)
    mean = torch.einsum("i,i->", w, values.to(w))
    return mean, torch.linalg.vector_norm(w * (values - mean))


def in_double_and_back(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """log_softmax in float64, and the results in the dtype of the draws."""
    x = q.sample((n,))
    log_w = torch.log_softmax((log_p(x) - q.log_prob(x)).double(), 0)
    values = f(x).double()
    mean = (log_w.exp() * values).sum()
    variance = ((2 * log_w).exp() * (values - mean).square()).sum()
    return mean.to(x.dtype), variance.sqrt().to(x.dtype)
