"""Answers to effective_sample_size, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def overflows(log_w: Tensor) -> Tensor:
    """The exponential of large log-weights is infinite, of very negative ones 0: then the result is nan."""
    w = log_w.exp()
    return w.sum(0).square() / w.square().sum(0)


def shifts_by_the_mean(log_w: Tensor) -> Tensor:
    """The mean is subtracted, not the maximum: a weight far above the others still overflows."""
    w = (log_w - log_w.mean(0)).exp()
    return w.sum(0).square() / w.square().sum(0)


def one_maximum_for_all_columns(log_w: Tensor) -> Tensor:
    """The maximum is over all columns: a column far below the largest one underflows to 0 / 0."""
    w = (log_w - log_w.max()).exp()
    return w.sum(0).square() / w.square().sum(0)


def exponential_of_the_entropy(log_w: Tensor) -> Tensor:
    """This is the perplexity, the exponential of the entropy: another count of draws, and a larger one."""
    log_share = torch.log_softmax(log_w, 0)
    return (-(log_share.exp() * log_share).sum(0)).exp()


def one_over_the_largest(log_w: Tensor) -> Tensor:
    """One over the largest share is not one over the sum of the squares."""
    return 1 / torch.softmax(log_w, 0).amax(0)


def sample_variance(log_w: Tensor) -> Tensor:
    """k / (1 + cv^2) needs the variance with n; torch.var divides by k - 1, and the result is too small."""
    w = torch.softmax(log_w, 0)
    return len(w) / (1 + w.var(0) / w.mean(0).square())


def over_the_last_axis(log_w: Tensor) -> Tensor:
    """The weights are normalized over the last axis, while the sum goes over the first."""
    return 1 / torch.softmax(log_w, -1).square().sum(0)


def sum_not_squared(log_w: Tensor) -> Tensor:
    """The square of the sum is forgotten: sum w / sum w^2 after the largest weight is made 1."""
    w = (log_w - log_w.amax(0)).exp()
    return w.sum(0) / w.square().sum(0)
