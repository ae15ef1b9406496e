"""Wrong answers to bernoulli_kl."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def xlogy_of_rounded_probability(logits: Tensor) -> Tensor:
    """The values are right, but the gradient is nan where the probability is rounded to 0 or 1."""
    pi = torch.sigmoid(logits)
    return (torch.xlogy(pi, pi) + torch.xlogy(1 - pi, 1 - pi) + math.log(2)).sum(-1)


def coins_from_q(logits: Tensor) -> Tensor:
    """The divergence is that of the fair coins from q, the wrong way round."""
    log_one, log_zero = F.logsigmoid(logits), F.logsigmoid(-logits)
    return (-math.log(2) - 0.5 * (log_one + log_zero)).sum(-1)


def constant_weights(logits: Tensor) -> Tensor:
    """The probabilities that weight the logarithms are held constant, so the gradient is 0."""
    pi = torch.sigmoid(logits).detach()
    log_one, log_zero = logits - F.softplus(logits), -F.softplus(logits)
    return (pi * log_one + (1 - pi) * log_zero + math.log(2)).sum(-1)


def one_log_two(logits: Tensor) -> Tensor:
    """log 2 is added once for the whole code, not once for each bit."""
    pi = torch.sigmoid(logits)
    negative_entropy = pi * F.logsigmoid(logits) + (1 - pi) * F.logsigmoid(-logits)
    return negative_entropy.sum(-1) + math.log(2)


def clamped_logits(logits: Tensor) -> Tensor:
    """The logits are clamped for safety, so large ones get too little and no gradient."""
    pi = torch.sigmoid(logits.clamp(-8, 8))
    return (pi * torch.log(2 * pi) + (1 - pi) * torch.log(2 * (1 - pi))).sum(-1)


def softplus_by_hand(logits: Tensor) -> Tensor:
    """log(1 + exp(a)) is written out and overflows for large positive logits."""
    pi = torch.sigmoid(logits)
    return (logits * pi - torch.log1p(torch.exp(logits)) + math.log(2)).sum(-1)
