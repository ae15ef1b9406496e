"""Wrong answers to bernoulli_kl."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def one_log_two_for_all(logits: Tensor) -> Tensor:
    """Log 2 is added once for the code, and not once for each bit."""
    pi = torch.sigmoid(logits)
    minus_entropy = pi * logits - F.softplus(logits)
    return minus_entropy.sum(-1) + math.log(2)


def coins_from_q(logits: Tensor) -> Tensor:
    """The divergence is that of the fair coins from q, with the two exchanged."""
    log_pi, log_rest = F.logsigmoid(logits), F.logsigmoid(-logits)
    return (-math.log(2) - 0.5 * log_pi - 0.5 * log_rest).sum(-1)


def entropy_of_probabilities(logits: Tensor) -> Tensor:
    """The entropy is that of the rounded probabilities, so the gradient of a large logit is nan."""
    pi = torch.sigmoid(logits)
    entropy = torch.special.entr(pi) + torch.special.entr(1 - pi)
    return (math.log(2) - entropy).sum(-1)


def constant_target(logits: Tensor) -> Tensor:
    """The probabilities are held constant as targets, so the gradient is 0 everywhere."""
    pi = torch.sigmoid(logits).detach()
    entropy = F.binary_cross_entropy_with_logits(logits, pi, reduction="none")
    return (math.log(2) - entropy).sum(-1)


def clamped_logits(logits: Tensor) -> Tensor:
    """The logits are cut at 5, so larger ones cost too little and have no gradient."""
    logits = logits.clamp(-5, 5)
    pi = torch.sigmoid(logits)
    return (pi * torch.log(2 * pi) + (1 - pi) * torch.log(2 * (1 - pi))).sum(-1)
