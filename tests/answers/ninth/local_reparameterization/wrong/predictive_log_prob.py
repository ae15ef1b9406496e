"""Wrong answers to predictive_log_prob."""

import math

import torch
from torch import Tensor


def mean_of_the_logarithms(logits: Tensor) -> Tensor:
    """Averages the log-probabilities: lower, and their exponentials have no sum of 1."""
    return torch.log_softmax(logits, -1).mean(0)


def logarithm_at_the_end(logits: Tensor) -> Tensor:
    """Averages the probabilities and then takes the logarithm: -inf where they underflow."""
    return torch.softmax(logits, -1).mean(0).log()


def normalizes_after_the_sum(logits: Tensor) -> Tensor:
    """Adds exp(logits) of the draws and normalizes once: draws with large logits count more."""
    pooled = torch.logsumexp(logits, 0) - math.log(len(logits))
    return torch.log_softmax(pooled, -1)
