"""Right answers to perplexity."""

import math

import torch
from torch import Tensor


def sums_divided(log_w: Tensor, lengths: Tensor) -> Tensor:
    """logsumexp minus log k, summed, divided by the number of words."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-bounds.sum() / lengths.sum())


def uniform_draws_in_the_logarithm(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The 1 / k is put into the weights, and means are divided instead of sums."""
    k = log_w.shape[0]
    per_sentence = (log_w - math.log(k)).logsumexp(dim=0).mean()
    per_word = per_sentence / lengths.to(log_w.dtype).mean()
    return per_word.neg().exp()


def sentence_by_sentence(log_w: Tensor, lengths: Tensor) -> Tensor:
    """A loop over sentences and draws with logaddexp, and a power in the end."""
    k, n = log_w.shape
    total = log_w.new_zeros(())
    for i in range(n):
        column = log_w[0, i]
        for weight in log_w[1:, i]:
            column = torch.logaddexp(column, weight)
        total = total + (column - math.log(k))
    return torch.pow(math.e, -total / int(lengths.sum()))
