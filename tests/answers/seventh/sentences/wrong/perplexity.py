"""Wrong answers to perplexity."""

import math

import torch
from torch import Tensor


def mean_of_quotients(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Each bound is divided by its own length, so short sentences count as much as long ones."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-(bounds / lengths).mean())


def mean_of_logarithms(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The mean of the logarithms of the weights, not the logarithm of their mean."""
    return torch.exp(-log_w.mean(0).sum() / lengths.sum())


def weights_themselves(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The weights are computed without logarithms, and those of long sentences round to 0."""
    bounds = torch.log(torch.exp(log_w).mean(0))
    return torch.exp(-bounds.sum() / lengths.sum())


def one_mean_for_the_test_set(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Adds up each draw over the sentences first, as if the i-th draws belonged together."""
    total = torch.logsumexp(log_w.sum(1), 0) - math.log(len(log_w))
    return torch.exp(-total / lengths.sum())


def number_of_draws_once(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The logarithm of k is subtracted once, not for each sentence."""
    total = torch.logsumexp(log_w, 0).sum() - math.log(len(log_w))
    return torch.exp(-total / lengths.sum())
