"""Wrong answers to bernoulli_kl."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def logarithm_of_rounded_probability(logits: Tensor) -> Tensor:
    """Takes logarithms of pi and 1 - pi: NaN for large logits, where one is rounded to 0."""
    pi = torch.sigmoid(logits)
    return (pi * (2 * pi).log() + (1 - pi) * (2 * (1 - pi)).log()).sum(-1)


def one_log_two_for_all_bits(logits: Tensor) -> Tensor:
    """Adds log 2 once instead of once for each bit: too small, and negative, from two bits up."""
    return (torch.sigmoid(logits) * logits - F.softplus(logits)).sum(-1) + math.log(2)


def the_other_way_round(logits: Tensor) -> Tensor:
    """KL(p || q) instead of KL(q || p): grows without bound instead of up to log 2 for a bit."""
    return (F.softplus(logits) - 0.5 * logits - math.log(2)).sum(-1)
