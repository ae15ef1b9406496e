"""Wrong answers to predictive_log_prob."""

import math

import torch
from torch import Tensor


def normalized_at_the_end(logits: Tensor) -> Tensor:
    """The exponentials of the logits are averaged, and normalized after that only."""
    return torch.log_softmax(torch.logsumexp(logits, 0), -1)


def mean_of_logarithms(logits: Tensor) -> Tensor:
    """The logarithms of the probabilities are averaged."""
    return torch.log_softmax(logits, -1).mean(0)


def clamped(logits: Tensor) -> Tensor:
    """Probabilities below 1e-8 are cut off before the logarithm."""
    return torch.softmax(logits, -1).mean(0).clamp(min=1e-8).log()


def number_of_classes(logits: Tensor) -> Tensor:
    """The sum is divided by the number of classes and not by that of the draws."""
    log_p = torch.log_softmax(logits, -1)
    return torch.logsumexp(log_p, 0) - math.log(log_p.shape[-1])


def softmax_of_the_batch(logits: Tensor) -> Tensor:
    """The probabilities are normalized over the batch and not over the classes."""
    return torch.logsumexp(torch.log_softmax(logits, 1), 0) - math.log(len(logits))
