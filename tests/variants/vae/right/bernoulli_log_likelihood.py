"""Other right ways of writing ``bernoulli_log_likelihood``."""

import torch
from torch.distributions import Bernoulli, Independent
from torch.nn import functional as F


def cross_entropy(x, logits):
    x, logits = torch.broadcast_tensors(x, logits)
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)


def distribution(x, logits):
    p = Independent(Bernoulli(logits=logits, validate_args=False), 1, validate_args=False)
    return p.log_prob(x)


def two_log_sigmoids(x, logits):
    return torch.sum(x * F.logsigmoid(logits) + (1 - x) * F.logsigmoid(-logits), dim=-1)


def loop(x, logits):
    x, logits = torch.broadcast_tensors(x, logits)
    total = torch.zeros_like(logits[..., 0])
    for i in range(logits.shape[-1]):
        a = logits[..., i]
        total = total + x[..., i] * a - torch.logaddexp(torch.zeros_like(a), a)
    return total


def einsum(x, logits):
    x, logits = torch.broadcast_tensors(x, logits)
    return torch.einsum("...d,...d->...", x, logits) - F.softplus(logits).sum(-1)


def largest_first(x, logits):
    largest = logits.clamp(min=0)
    return (x * logits - largest - torch.log1p(torch.exp(-logits.abs()))).sum(-1)
