"""Right answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def softmax_weights(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Softmax of the logarithms of the weights."""
    x = q.sample((n,))
    w = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(x)
    mean = (w * values).sum()
    return mean, (w.square() * (values - mean).square()).sum().sqrt()


def largest_weight_is_one(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Subtracts the largest logarithm, then divides by the sum at the end."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = torch.exp(log_w - log_w.max())
    y = f(x)
    total = w.sum()
    mean = torch.dot(w, y) / total
    return mean, torch.linalg.vector_norm(w * (y - mean)) / total


def logsumexp_in_double(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Normalizes by logsumexp in double precision, then back."""
    x = q.sample((n,))
    log_w = log_p(x).double() - q.log_prob(x).double()
    w = (log_w - torch.logsumexp(log_w, dim=0)).exp()
    values = f(x).double()
    mean = torch.einsum("n,n->", w, values)
    variance = torch.einsum("n,n,n->", w, w, (values - mean) ** 2)
    return mean.to(x), variance.sqrt().to(x)


def draws_in_a_loop(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws one after the other, and adds up in Python."""
    x = torch.stack([q.sample() for _ in range(n)])
    weights = (log_p(x) - q.log_prob(x)).log_softmax(-1).exp().tolist()
    values = f(x).tolist()
    mean = sum(w * v for w, v in zip(weights, values))
    error = sum((w * (v - mean)) ** 2 for w, v in zip(weights, values)) ** 0.5
    return x.new_tensor(mean), x.new_tensor(error)


def shifted_twice(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Shifts both logarithms by their largest value, and their difference again."""
    x = q.sample((n,))
    log_target, log_q = log_p(x), q.log_prob(x)
    shifted = log_target - log_target.amax() - (log_q - log_q.amax())
    ratio = (shifted - shifted.amax()).exp()
    w = ratio / ratio.sum(dim=0, keepdim=True)
    centred = f(x) - (w * f(x)).sum()
    return (w * f(x)).sum(), (w * centred).pow(2).sum().pow(0.5)
