"""Right answers for bernoulli_log_likelihood."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli
from torch.nn import functional as F


def product_minus_softplus(x: Tensor, logits: Tensor) -> Tensor:
    """x a - softplus(a), summed."""
    return (x * logits - F.softplus(logits)).sum(-1)


def two_logsigmoids(x: Tensor, logits: Tensor) -> Tensor:
    """log pi = logsigmoid(a), log(1 - pi) = logsigmoid(-a), inserted in the formula."""
    return (x * F.logsigmoid(logits) + (1 - x) * F.logsigmoid(-logits)).sum(-1)


def broadcast_then_bce(x: Tensor, logits: Tensor) -> Tensor:
    """Minus binary_cross_entropy_with_logits, after broadcasting by hand."""
    x, logits = torch.broadcast_tensors(x, logits)
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)


def bernoulli_log_prob(x: Tensor, logits: Tensor) -> Tensor:
    """log_prob of torch.distributions.Bernoulli, without its check that x is binary."""
    return Bernoulli(logits=logits, validate_args=False).log_prob(x).sum(dim=-1)


def softmax_over_two_classes(x: Tensor, logits: Tensor) -> Tensor:
    """A softmax over the two classes with the logits 0 and a."""
    log_p = torch.stack([torch.zeros_like(logits), logits], -1).log_softmax(-1)
    terms = (1 - x) * log_p[..., 0] + x * log_p[..., 1]
    return torch.einsum("...p->...", terms)


def relu_and_log1p(x: Tensor, logits: Tensor) -> Tensor:
    """log(1 + e^a) = max(a, 0) + log1p(e^-|a|), written by hand."""
    log_normalizer = logits.clamp(min=0) + torch.log1p(torch.exp(-logits.abs()))
    return torch.sum(x * logits - log_normalizer, dim=-1)
