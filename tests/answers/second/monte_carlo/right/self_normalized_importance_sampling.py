"""Answers to self_normalized_importance_sampling, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def softmax_and_norm(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Softmax weights, a dot product, and the norm of the weighted deviations."""
    x = q.sample((n,))
    w = (log_p(x) - q.log_prob(x)).softmax(dim=0)
    y = f(x)
    mean = torch.dot(w, y)
    return mean, torch.linalg.vector_norm(w * (y - mean))


def largest_weight_is_one(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Subtracts the largest log-weight, exponentiates, and divides by the sum at the end."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = torch.exp(log_w - log_w.max())
    y, total = f(x), w.sum()
    mean = (w * y).sum() / total
    return mean, torch.sqrt((w**2 * (y - mean) ** 2).sum()) / total


def logsumexp_in_double(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """log W = log w - logsumexp, in float64, and back to the dtype of the draws."""
    x = q.sample((n,))
    log_w = log_p(x).double() - q.log_prob(x).double()
    w = torch.exp(log_w - torch.logsumexp(log_w, 0))
    y = f(x).double()
    mean = (w * y).sum()
    return mean.to(x.dtype), (w * (y - mean)).pow(2).sum().sqrt().to(x.dtype)


def mean_through_deviations(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Weights the deviations from the plain mean of f, which cancels because the weights sum to 1."""
    points = q.sample((n,))
    weights = torch.log_softmax(log_p(points) - q.log_prob(points), dim=-1).exp()
    values = f(points)
    middle = values.mean()
    mean = middle + torch.einsum("i,i->", weights, values - middle)
    variance = torch.einsum("i,i,i,i->", weights, weights, values - mean, values - mean)
    return mean, variance**0.5
