"""Right answers to effective_sample_size."""

import torch
from torch import Tensor


def two_logsumexps(log_w: Tensor) -> Tensor:
    """Numerator and denominator as logsumexps, relative to the largest weight."""
    a = log_w - log_w.max(dim=0, keepdim=True).values
    return torch.exp(2 * torch.logsumexp(a, 0) - torch.logsumexp(2 * a, 0))


def formula_as_it_stands(log_w: Tensor) -> Tensor:
    """The weights relative to the largest one, put into the formula."""
    w = torch.exp(log_w - log_w.detach().amax(dim=0))
    return w.sum(dim=0) ** 2 / (w**2).sum(dim=0)


def spread_of_the_weights(log_w: Tensor) -> Tensor:
    """k / (1 + squared coefficient of variation), with the variance that divides by k."""
    k = log_w.shape[0]
    w = k * torch.softmax(log_w, dim=0)
    return k / (1 + (w - 1).pow(2).mean(dim=0))


def norm_of_the_probabilities(log_w: Tensor) -> Tensor:
    """One over the squared length of the vector of normalized weights."""
    p = torch.softmax(log_w, dim=0)
    return torch.linalg.vector_norm(p, ord=2, dim=0).pow(-2)
