"""Wrong answers to predictive_log_prob."""

import torch
from torch import Tensor


def mean_of_logarithms(logits: Tensor) -> Tensor:
    """Log-probabilities are averaged, not probabilities."""
    return torch.log_softmax(logits, -1).mean(0)


def mean_logits(logits: Tensor) -> Tensor:
    """The logits are averaged before the softmax."""
    return torch.log_softmax(logits.mean(0), -1)


def draws_not_normalized(logits: Tensor) -> Tensor:
    """The classes are normalized after the draws are summed, so large logits count for more."""
    return torch.log_softmax(torch.logsumexp(logits, 0), -1)


def logarithm_of_mean_softmax(logits: Tensor) -> Tensor:
    """Probabilities that underflow to 0 have the logarithm of minus infinity."""
    return torch.softmax(logits, -1).mean(0).log()


def sum_of_probabilities(logits: Tensor) -> Tensor:
    """The number of draws is not divided by."""
    return torch.log_softmax(logits, -1).logsumexp(0)


def shift_of_the_best_class(logits: Tensor) -> Tensor:
    """The mean is taken relative to the largest class, so improbable classes underflow."""
    log_p = torch.log_softmax(logits, -1)
    top = log_p.detach().amax((0, 2), keepdim=True)
    return (log_p - top).exp().mean(0).log() + top[0]
