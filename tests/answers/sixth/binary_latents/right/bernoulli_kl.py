"""Right answers to bernoulli_kl."""

import math

import torch
from torch import Tensor
from torch.distributions import Bernoulli, kl_divergence
from torch.nn import functional as F


def library(logits: Tensor) -> Tensor:
    """By the divergence of torch.distributions from a coin with the logit 0."""
    return kl_divergence(Bernoulli(logits=logits), Bernoulli(logits=torch.zeros_like(logits))).sum(
        -1
    )


def both_log_sigmoids(logits: Tensor) -> Tensor:
    """Both terms written out, with the logarithms of both probabilities from logsigmoid."""
    one, zero = torch.sigmoid(logits), torch.sigmoid(-logits)
    of_one = one * (math.log(2) + F.logsigmoid(logits))
    of_zero = zero * (math.log(2) + F.logsigmoid(-logits))
    return torch.sum(of_one + of_zero, dim=1)


def less_than_a_coin(logits: Tensor) -> Tensor:
    """The entropy that is missing, from the size of the logit alone, bit after bit."""
    result = logits.new_zeros(len(logits))
    for column in logits.unbind(1):
        size = column.abs()
        entropy = F.softplus(-size) + size * torch.sigmoid(-size)
        result = result + math.log(2) - entropy
    return result
