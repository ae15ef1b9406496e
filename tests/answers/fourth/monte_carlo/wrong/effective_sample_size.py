"""Wrong answers to effective_sample_size."""

import torch
from torch import Tensor


def weights_overflow(log_w: Tensor) -> Tensor:
    """exp of the log-weights as they are: large ones become infinite, small ones 0."""
    w = log_w.exp()
    return w.sum(0).square() / w.square().sum(0)


def variance_with_k_minus_one(log_w: Tensor) -> Tensor:
    """k / (1 + variance of the normalized weights), with a variance that divides by k - 1."""
    k = len(log_w)
    return k / (1 + (k * torch.softmax(log_w, 0)).var(0))


def perplexity(log_w: Tensor) -> Tensor:
    """exp of the entropy of the weights: another way of counting."""
    log_p = torch.log_softmax(log_w, 0)
    return torch.exp(-(log_p.exp() * log_p).sum(0))


def share_of_the_draws(log_w: Tensor) -> Tensor:
    """Divided by k: a share from 0 to 1, not a number of draws."""
    return 1 / torch.softmax(log_w, 0).square().sum(0) / len(log_w)


def along_the_last_axis(log_w: Tensor) -> Tensor:
    """Normalizes and sums along the last axis; the draws are on the first."""
    return 1 / torch.softmax(log_w, -1).square().sum(-1)


def one_shift_for_all(log_w: Tensor) -> Tensor:
    """Subtracts the maximum of the whole table: columns far below it become 0 / 0."""
    w = (log_w - log_w.max()).exp()
    return w.sum(0).square() / w.square().sum(0)
