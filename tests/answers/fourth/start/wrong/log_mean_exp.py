"""Wrong answers to log_mean_exp."""

import math

import torch
from torch import Tensor


def forgets_to_divide_by_k(log_w: Tensor) -> Tensor:
    """The logarithm of the sum, not of the mean: log k is missing."""
    return torch.logsumexp(log_w, dim=0)


def small_number_inside_the_log(log_w: Tensor) -> Tensor:
    """Averages exp(log_w) itself, plus 1e-10 against log 0: -200 becomes -23, 100 becomes inf."""
    return torch.log(torch.exp(log_w).mean(dim=0) + 1e-10)


def shift_by_the_smallest(log_w: Tensor) -> Tensor:
    """Subtracts the minimum of each column: an entry that is 100 above it overflows."""
    m = log_w.min(dim=0).values
    return m + torch.log(torch.exp(log_w - m).mean(dim=0))


def averages_the_columns(log_w: Tensor) -> Tensor:
    """Averages over the batch, not over the k rows."""
    return torch.logsumexp(log_w, dim=1) - math.log(log_w.shape[1])


def shifts_the_table_in_place(log_w: Tensor) -> Tensor:
    """Subtracts the maximum in place: the caller's table is changed."""
    m = log_w.max(dim=0).values
    log_w -= m
    return m + log_w.exp().mean(dim=0).log()


def stays_in_double(log_w: Tensor) -> Tensor:
    """Computes in float64, and forgets to go back to the dtype of the argument."""
    return torch.logsumexp(log_w.double(), dim=0) - math.log(len(log_w))
