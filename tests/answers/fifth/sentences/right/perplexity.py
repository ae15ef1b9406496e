"""Right answers to perplexity."""

import math

import torch
from torch import Tensor


def logsumexp_and_sums(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Bounds by logsumexp, and one division of sums."""
    bounds = torch.logsumexp(log_w, 0) - math.log(log_w.shape[0])
    return torch.exp(-bounds.sum() / lengths.sum())


def draws_added_one_by_one(log_w: Tensor, lengths: Tensor) -> Tensor:
    """logaddexp over the draws; the numbers of words by Python."""
    total = log_w[0]
    for row in log_w[1:]:
        total = torch.logaddexp(total, row)
    k, n = log_w.shape
    nats = n * math.log(k) - total.sum()
    return (nats / sum(lengths.tolist())).exp()


def means_of_sentences(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Mean bound over mean length, with log of the mean relative to the largest weight."""
    top = log_w.max(dim=0, keepdim=True).values
    bounds = (log_w - top).exp().mean(dim=0, keepdim=True).log() + top
    return torch.exp(-(bounds.mean() / lengths.to(log_w.dtype).mean()))


def weighted_rates(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Nats per word of each sentence, weighted by its share of all words."""
    words = lengths.to(log_w)
    bounds = (log_w - math.log(len(log_w))).logsumexp(0)
    rate = -bounds / words
    return torch.exp(torch.dot(rate, words / words.sum()))
