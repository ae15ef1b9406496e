"""Wrong answers to perplexity."""

import math

import torch
from torch import Tensor


def mean_over_sentences(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Divides each bound by its own length and averages: words of short sentences count more."""
    bounds = torch.logsumexp(log_w, 0) - math.log(log_w.shape[0])
    return torch.exp(-(bounds / lengths).mean())


def logarithm_of_the_other_axis(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Subtracts the logarithm of the number of sentences instead of that of draws."""
    bounds = torch.logsumexp(log_w, 0) - math.log(log_w.shape[1])
    return torch.exp(-bounds.sum() / lengths.sum())


def weights_out_of_the_logarithm(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Averages the weights themselves: exp(-120) is 0 in float32, and the result infinite."""
    bounds = log_w.exp().mean(0).log()
    return torch.exp(-bounds.sum() / lengths.sum())
