"""Right answers to effective_sample_size."""

import torch
from torch import Tensor


def norms_of_scaled_weights(log_w: Tensor) -> Tensor:
    """Scales the largest weight to 1; the squared ratio of the 1-norm and the 2-norm."""
    weights = torch.exp(log_w - log_w.amax(0, keepdim=True))
    ratio = torch.linalg.vector_norm(weights, 1, dim=0) / torch.linalg.vector_norm(weights, dim=0)
    return ratio**2


def all_in_logarithms(log_w: Tensor) -> Tensor:
    """Twice a logsumexp minus the logsumexp of twice, after a shift."""
    shifted = log_w - log_w.detach().max(0).values
    return torch.exp(2 * torch.logsumexp(shifted, 0) - torch.logsumexp(2 * shifted, 0))


def spread_of_the_weights(log_w: Tensor) -> Tensor:
    """k / (1 + c^2) with the coefficient of variation c of the weights (dividing by k)."""
    weights = torch.softmax(log_w, dim=0)
    k = log_w.shape[0]
    spread = torch.var(k * weights, dim=0, correction=0)
    return k / (1 + spread)


def probability_of_a_tie(log_w: Tensor) -> Tensor:
    """1 over the probability that two draws with the weights are the same; by log_softmax."""
    log_shares = log_w.log_softmax(0)
    return torch.logsumexp(2 * log_shares, 0).neg().exp()


def column_after_column(log_w: Tensor) -> Tensor:
    """vmap over the flattened other axes, shaped back."""

    def one(column: Tensor) -> Tensor:
        weights = torch.exp(column - column.max())
        return weights.sum() ** 2 / torch.dot(weights, weights)

    table = log_w.reshape(log_w.shape[0], -1)
    return torch.func.vmap(one, in_dims=1)(table).reshape(log_w.shape[1:])
