"""Wrong answers to exact_gradient."""

import torch
from torch import Tensor
from torch.nn import functional as F


def zeros_without_probability(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Multiplies pi of the ones and forgets 1 - pi of the zeros: q(z) is too large."""
    pi = torch.sigmoid(logits)
    q = torch.where(codes > 0.5, pi, torch.ones_like(pi)).prod(-1)
    return (q * costs) @ (codes - pi)


def score_around_the_middle_of_codes(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Subtracts the plain mean of the codes, 1/2, instead of pi: right for logits of 0 alone."""
    q = (codes * logits - F.softplus(logits)).sum(-1).exp()
    return (q * costs) @ (codes - codes.mean(0))


def normalized_exponentials(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Divides exp(z a) by the sum of all codes: infinity by infinity, NaN, for large logits."""
    weights = (codes @ logits).exp()
    q = weights / weights.sum()
    return ((q * costs)[:, None] * (codes - torch.sigmoid(logits))).sum(0)
