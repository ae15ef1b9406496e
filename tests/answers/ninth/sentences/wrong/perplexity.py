"""Wrong answers to perplexity."""

import math

import torch
from torch import Tensor


def every_sentence_counts_the_same(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Averages the nats per word of the sentences, so that a short one counts as a long one."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-(bounds / lengths).mean())


def one_log_k_for_the_test_set(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Subtracts log k once from the sum over the sentences, not once for each: it is too low."""
    total = torch.logsumexp(log_w, 0).sum() - math.log(len(log_w))
    return torch.exp(-total / lengths.sum())


def mean_of_bare_weights(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Exponentiates the weights as they are: of long sentences nothing is left, and it is inf."""
    return torch.exp(-log_w.exp().mean(0).log().sum() / lengths.sum())
