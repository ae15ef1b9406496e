"""Wrong answers to bernoulli_kl."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def from_coin_to_q(logits: Tensor) -> Tensor:
    """It is the divergence of the coins from q, KL(p || q), not KL(q || p)."""
    return (-math.log(2) - 0.5 * F.logsigmoid(logits) - 0.5 * F.logsigmoid(-logits)).sum(-1)


def one_log_two(logits: Tensor) -> Tensor:
    """log 2 is added once, not once for each bit."""
    return (torch.sigmoid(logits) * logits - F.softplus(logits)).sum(-1) + math.log(2)


def entropy_of_probabilities(logits: Tensor) -> Tensor:
    """The entropy of rounded probabilities has the right value, but for large logits its gradient
    is not a number."""
    pi = torch.sigmoid(logits)
    entropy = torch.special.entr(pi) + torch.special.entr(1 - pi)
    return (math.log(2) - entropy).sum(-1)


def held_probability(logits: Tensor) -> Tensor:
    """The probabilities are taken as constants, so the gradient vanishes."""
    pi = torch.sigmoid(logits).detach()
    return (pi * logits - F.softplus(logits) + math.log(2)).sum(-1)


def clamped_logits(logits: Tensor) -> Tensor:
    """Logits beyond 5 are cut off for safety, which changes value and gradient."""
    safe = logits.clamp(-5, 5)
    pi = torch.sigmoid(safe)
    return (pi * torch.log(2 * pi) + (1 - pi) * torch.log(2 * (1 - pi))).sum(-1)
