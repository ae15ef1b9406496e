"""Wrong answers to effective_sample_size."""

import torch
from torch import Tensor


def large_numbers_subtracted(log_w: Tensor) -> Tensor:
    """Subtracts logsumexps of the size of log_w, whose rounding errors are exponentiated."""
    return torch.exp(2 * torch.logsumexp(log_w, 0) - torch.logsumexp(2 * log_w, 0))


def from_the_sample_variance(log_w: Tensor) -> Tensor:
    """Takes k / (1 + var / mean^2) with a variance over k - 1: too low for few draws."""
    weights = torch.exp(log_w - log_w.max(0).values)
    return len(log_w) / (1 + weights.var(0) / weights.mean(0) ** 2)


def exponential_of_the_entropy(log_w: Tensor) -> Tensor:
    """Counts by the exponential of the shares' entropy, which is 1 to k, but larger."""
    log_share = torch.log_softmax(log_w, 0)
    return torch.exp(-(log_share.exp() * log_share).sum(0))
