"""Answers to effective_sample_size, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def one_over_the_squares(log_w: Tensor) -> Tensor:
    """Normalized weights, and one over the sum of their squares."""
    return log_w.softmax(0).square().sum(0).reciprocal()


def shifted_and_as_written(log_w: Tensor) -> Tensor:
    """Takes the largest log-weight of each column out, then the formula as printed."""
    w = torch.exp(log_w - log_w.amax(dim=0, keepdim=True).detach())
    return w.sum(0) ** 2 / (w**2).sum(0)


def in_logarithms(log_w: Tensor) -> Tensor:
    """log_softmax, and the exponential of minus the logsumexp of its double."""
    return torch.exp(-torch.logsumexp(2 * torch.log_softmax(log_w, dim=0), dim=0))


def column_by_column(log_w: Tensor) -> Tensor:
    """A loop over the columns, in float64, each with a dot product."""
    columns = log_w.reshape(log_w.shape[0], -1).double().unbind(1)
    sizes = []
    for column in columns:
        share = torch.softmax(column, 0)
        sizes.append(1 / torch.dot(share, share))
    return torch.stack(sizes).reshape(log_w.shape[1:]).to(log_w.dtype)
