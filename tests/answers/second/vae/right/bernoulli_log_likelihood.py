"""Right answers to bernoulli_log_likelihood."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def minus_binary_cross_entropy(x: Tensor, logits: Tensor) -> Tensor:
    """F.binary_cross_entropy_with_logits on broadcast tensors, with a minus sign."""
    target, a = torch.broadcast_tensors(x, logits)
    return -F.binary_cross_entropy_with_logits(a, target, reduction="none").sum(-1)


def bernoulli_without_validation(x: Tensor, logits: Tensor) -> Tensor:
    """log_prob of torch.distributions.Bernoulli, which takes grey values if it does not validate."""
    return Bernoulli(logits=logits, validate_args=False).log_prob(x).sum(-1)


def log_softmax_of_two_classes(x: Tensor, logits: Tensor) -> Tensor:
    """A pixel has two classes with logits 0 and a; the classes are weighted with 1 - x and x."""
    log_p = torch.stack([torch.zeros_like(logits), logits], -1).log_softmax(-1)
    return (log_p * torch.stack([1 - x, x], -1)).sum((-2, -1))


def pixel_by_pixel_by_hand(x: Tensor, logits: Tensor) -> Tensor:
    """A loop over pixels; log(1 + exp(a)) is logaddexp(a, 0)."""

    def log_one_plus_exp(a: Tensor) -> Tensor:
        return torch.logaddexp(a, torch.zeros_like(a))

    total = 0
    for i in range(x.shape[-1]):
        on, a = x[..., i], logits[..., i]
        total = total - on * log_one_plus_exp(-a) - (1 - on) * log_one_plus_exp(a)
    return total
