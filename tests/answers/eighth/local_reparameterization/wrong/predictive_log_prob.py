"""Wrong answers to predictive_log_prob."""

import torch
from torch import Tensor


def normalized_after_the_mean(logits: Tensor) -> Tensor:
    """Averages exponentials before it normalizes, so draws of larger logits count for more."""
    return torch.log_softmax(torch.logsumexp(logits, 0), -1)


def probabilities_kept_from_zero(logits: Tensor) -> Tensor:
    """Adds 1e-8 to the mean probability, so that no class is less likely than that."""
    return torch.log(torch.softmax(logits, -1).mean(0) + 1e-8)


def softmax_of_the_mean_logits(logits: Tensor) -> Tensor:
    """Averages logits, which is the normalized geometric mean of the probabilities."""
    return torch.log_softmax(logits.mean(0), -1)
