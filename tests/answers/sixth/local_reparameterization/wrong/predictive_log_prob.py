"""Wrong answers to predictive_log_prob."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def normalised_after_the_sum(logits: Tensor) -> Tensor:
    """Adds up unnormalised draws and normalises at the end, so that draws count unequally."""
    return torch.log_softmax(torch.logsumexp(logits, 0), -1)


def small_probabilities_clamped(logits: Tensor) -> Tensor:
    """Averages in direct space and keeps the mean above 1e-12, also where it is far smaller."""
    return torch.softmax(logits, -1).mean(0).clamp(min=1e-12).log()


def average_of_logits(logits: Tensor) -> Tensor:
    """Averages the logits and not the probabilities."""
    return torch.log_softmax(logits.mean(0), -1)


def divided_by_the_batch(logits: Tensor) -> Tensor:
    """Takes the size of the batch for the number of draws."""
    return torch.log_softmax(logits, -1).logsumexp(0) - math.log(logits.shape[1])


def normalised_over_the_batch(logits: Tensor) -> Tensor:
    """The softmax goes over the examples and not over the classes."""
    return F.log_softmax(logits, dim=1).logsumexp(0) - math.log(logits.shape[0])
