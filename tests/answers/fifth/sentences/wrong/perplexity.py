"""Wrong answers to perplexity."""

import math

import torch
from torch import Tensor


def mean_of_perplexities(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The mean of the sentences' own perplexities."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-bounds / lengths).mean()


def sentences_count_alike(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The mean over sentences of nats per word, so that short sentences count too much."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-(bounds / lengths).mean())


def elbo_for_bound(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The mean of the log-weights, not the logarithm of the mean weight."""
    return torch.exp(-log_w.mean(0).sum() / lengths.sum())


def weights_themselves(log_w: Tensor, lengths: Tensor) -> Tensor:
    """The weights of long sentences underflow to 0, and their logarithm is infinite."""
    bounds = log_w.exp().mean(0).log()
    return torch.exp(-bounds.sum() / lengths.sum())


def draws_subtracted_once(log_w: Tensor, lengths: Tensor) -> Tensor:
    """log k is subtracted once from the sum of all bounds, not once for each sentence."""
    total = torch.logsumexp(log_w, 0).sum() - math.log(len(log_w))
    return torch.exp(-total / lengths.sum())


def ends_counted_again(log_w: Tensor, lengths: Tensor) -> Tensor:
    """One more word is counted for each sentence, though the end is a word of it already."""
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-bounds.sum() / (lengths + 1).sum())
