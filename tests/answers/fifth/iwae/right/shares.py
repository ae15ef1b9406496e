"""Right answers to shares."""

import torch
from torch import Tensor
from torch.nn import functional as F


def softmax(log_w: Tensor) -> Tensor:
    """torch's function for it."""
    return torch.softmax(log_w, dim=0)


def minus_logsumexp(log_w: Tensor) -> Tensor:
    """In logarithms until the end: log-weights minus the logarithm of their sum."""
    return (log_w - log_w.logsumexp(0, keepdim=True)).exp()


def columns(log_w: Tensor) -> Tensor:
    """A loop over the columns, each shifted by its largest entry."""
    result = torch.empty_like(log_w)
    for j in range(log_w.shape[1]):
        w = torch.exp(log_w[:, j] - log_w[:, j].max())
        result[:, j] = w / w.sum()
    return result


def pairs(log_w: Tensor) -> Tensor:
    """One over the sum of w_j / w_i of all pairs, with a logsumexp of the differences."""
    differences = log_w[None, :, :] - log_w[:, None, :]
    return torch.exp(-torch.logsumexp(differences, dim=1))


def transposed(log_w: Tensor) -> Tensor:
    """exp of log_softmax over the last axis of the transposed table."""
    return F.log_softmax(log_w.t(), dim=-1).exp().t()
