"""Wrong answers to predictive_log_prob."""

import math

import torch
from torch import Tensor


def normalised_after_the_average(logits: Tensor) -> Tensor:
    """Averages exp(logits) over draws before it normalises, so large logits weigh more."""
    return torch.log_softmax(torch.logsumexp(logits, 0), -1)


def floor_below_the_logarithm(logits: Tensor) -> Tensor:
    """Adds 1e-6 to probabilities before the logarithm, so that none is below -13.8."""
    return torch.log(torch.softmax(logits, -1).mean(0) + 1e-6)


def counts_the_wrong_axis(logits: Tensor) -> Tensor:
    """Subtracts the logarithm of the batch's size and not of k: right only if both are equal."""
    return torch.log_softmax(logits, -1).logsumexp(0) - math.log(logits.shape[1])
