"""Right answers to bernoulli_kl."""

import math

import torch
from torch import Tensor
from torch.distributions import Bernoulli, kl_divergence
from torch.nn import functional as F


def two_terms_by_logsigmoid(logits: Tensor) -> Tensor:
    """Both values of the bit written out, with log-sigmoids of the logit and of its negative."""
    one, zero = torch.sigmoid(logits), torch.sigmoid(-logits)
    per_bit = one * (F.logsigmoid(logits) + math.log(2)) + zero * (
        F.logsigmoid(-logits) + math.log(2)
    )
    return per_bit.sum(dim=-1)


def log_two_less_entropy(logits: Tensor) -> Tensor:
    """The entropy as a cross-entropy of q with itself, subtracted from that of fair coins."""
    entropy = F.binary_cross_entropy_with_logits(logits, logits.sigmoid(), reduction="none")
    return logits.shape[-1] * math.log(2) - entropy.sum(-1)


def by_distributions(logits: Tensor) -> Tensor:
    """The library's divergence of two Bernoulli distributions."""
    fair = Bernoulli(logits=torch.zeros_like(logits))
    return kl_divergence(Bernoulli(logits=logits), fair).sum(-1)


def hyperbolic(logits: Tensor) -> Tensor:
    """The even function h tanh h - log cosh h of half the logit, bit after bit."""
    total = torch.zeros_like(logits[:, 0])
    for half in (logits / 2).unbind(1):
        total += half * torch.tanh(half) - torch.logaddexp(half, -half) + math.log(2)
    return total
