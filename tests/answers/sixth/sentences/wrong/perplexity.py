"""Wrong answers to perplexity."""

import math

import torch
from torch import Tensor


def mean_of_the_sentences(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Divides each bound by its own length and averages, so that long sentences count less."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-(bounds / lengths).mean())


def weights_themselves(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Averages the weights outside of logarithms, where those of long sentences become 0."""
    bounds = log_w.exp().mean(0).log()
    return torch.exp(-bounds.sum() / lengths.sum())


def set_as_one_sentence(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Adds the sentences before the mean over draws, which gives one bound of the whole set."""
    bound = torch.logsumexp(log_w.sum(1), 0) - math.log(len(log_w))
    return torch.exp(-bound / lengths.sum())


def logarithm_of_the_sentences(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Subtracts the logarithm of the number of sentences instead of draws."""
    bounds = torch.logsumexp(log_w, 0) - math.log(log_w.shape[1])
    return torch.exp(-bounds.sum() / lengths.sum())


def end_not_counted(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Takes one word of each sentence for its end, and does not count it."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-bounds.sum() / (lengths - 1).sum())
