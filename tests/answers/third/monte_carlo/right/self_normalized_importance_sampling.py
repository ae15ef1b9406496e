"""Right answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, Distribution


def shift_by_the_largest(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Subtracts the largest log-weight by hand, exponentiates, divides by the sum."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = torch.exp(log_w - log_w.max())
    values = f(x)
    mean = (w * values).sum() / w.sum()
    return mean, torch.sqrt((w**2 * (values - mean) ** 2).sum()) / w.sum()


def log_of_the_sum_subtracted(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Normalizes with logsumexp; inner products; the bar is a vector's length."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    shares = (log_w - log_w.logsumexp(0)).exp()
    values = f(x).to(shares.dtype)
    mean = torch.dot(shares, values)
    return mean, torch.linalg.vector_norm(shares * (values - mean))


def weights_of_a_categorical(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """A Categorical with the log-weights as logits has the normalized weights as probs."""
    x = q.sample((n,))
    shares = Categorical(logits=log_p(x) - q.log_prob(x)).probs
    values = f(x)
    mean = torch.einsum("n,n->", shares, values.to(shares))
    return mean, torch.einsum("n,n->", shares**2, (values - mean) ** 2).sqrt()


def in_double_precision(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Everything in float64 from the log-weights on, and back at the end."""
    x = q.sample((n,))
    log_w = (log_p(x) - q.log_prob(x)).double()
    shares = log_w.log_softmax(dim=0).exp()
    away = f(x).double() - (shares * f(x)).sum()
    mean = (shares * f(x)).sum()
    return mean.to(x.dtype), (shares * away).pow(2).sum().pow(0.5).to(x.dtype)


def around_the_plain_mean(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Centres f by its plain mean, averages the rest with the weights, multiplies the square out."""
    x = torch.stack([q.sample() for _ in range(n)])
    shares = torch.softmax(log_p(x) - q.log_prob(x), dim=-1)
    values = f(x)
    centre = values.mean()
    rest = (shares * (values - centre)).sum()
    away = values - centre - rest
    return centre + rest, (shares.square() @ away.square()).sqrt()
