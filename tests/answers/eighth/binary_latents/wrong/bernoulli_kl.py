"""Wrong answers to bernoulli_kl."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def xlogy_of_the_probabilities(logits: Tensor) -> Tensor:
    """Is finite in value, but the gradient is NaN where a probability is rounded to 1 or 0."""
    pi = torch.sigmoid(logits)
    return (torch.xlogy(pi, 2 * pi) + torch.xlogy(1 - pi, 2 * (1 - pi))).sum(-1)


def logits_clamped_to_five(logits: Tensor) -> Tensor:
    """Clamps the logits, so value and gradient are wrong for logits beyond 5 and -5."""
    a = logits.clamp(-5, 5)
    pi = torch.sigmoid(a)
    each = pi * F.logsigmoid(a) + (1 - pi) * F.logsigmoid(-a)
    return each.sum(-1) + logits.shape[-1] * math.log(2)


def coins_from_the_posterior(logits: Tensor) -> Tensor:
    """Is the divergence of the coins from q, which agrees near the logit 0 only."""
    each = -0.5 * (F.logsigmoid(logits) + F.logsigmoid(-logits)) - math.log(2)
    return each.sum(-1)
