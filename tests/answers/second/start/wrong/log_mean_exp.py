"""Wrong answers to log_mean_exp."""

import math

import torch
from torch import Tensor


def one_max_for_the_table(log_w: Tensor) -> Tensor:
    """m is the maximum of the whole table: a column far below it underflows to -inf."""
    m = log_w.max()
    return m + (log_w - m).exp().mean(0).log()


def shift_by_the_mean(log_w: Tensor) -> Tensor:
    """m is the mean of each column: an entry far above its mean overflows to inf."""
    m = log_w.mean(0)
    return m + (log_w - m).exp().mean(0).log()


def shift_by_largest_absolute_value(log_w: Tensor) -> Tensor:
    """m is the largest absolute value: for very negative numbers it shifts the wrong way, to -inf."""
    m = log_w.abs().max(0).values
    return m + (log_w - m).exp().mean(0).log()


def softmax_weighted_logarithms(log_w: Tensor) -> Tensor:
    """Averages the logarithms with their softmax weights: that is not the logarithm of an average."""
    return (torch.softmax(log_w, 0) * log_w).sum(0)


def halves_at_every_row(log_w: Tensor) -> Tensor:
    """Halves after each row, so later rows count more than earlier ones; right only for k <= 2."""
    average = log_w[0]
    for row in log_w[1:]:
        average = torch.logaddexp(average, row) - math.log(2)
    return average


def divides_by_the_batch(log_w: Tensor) -> Tensor:
    """Subtracts the logarithm of the batch size, not of k."""
    return torch.logsumexp(log_w, 0) - math.log(log_w.shape[-1])


def gradient_only_through_the_max(log_w: Tensor) -> Tensor:
    """The shifted weights are detached: the gradient reaches only the largest entry of a column."""
    m = log_w.max(0).values
    return m + (log_w - m).detach().exp().mean(0).log()


def clamps_to_what_float32_can(log_w: Tensor) -> Tensor:
    """Clamps the logarithms to what exp can take in float32: -200 comes back as -87."""
    return log_w.clamp(-87.0, 85.0).exp().mean(0).log()
