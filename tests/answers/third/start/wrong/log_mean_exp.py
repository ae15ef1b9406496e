"""Wrong answers to log_mean_exp."""

import math

import torch
from torch import Tensor


def shift_by_the_median(log_w: Tensor) -> Tensor:
    """m is the median of each column: an entry 100 above it overflows to inf."""
    m = log_w.median(0).values
    return m + (log_w - m).exp().mean(0).log()


def float64_instead_of_a_shift(log_w: Tensor) -> Tensor:
    """Trusts float64 and does not shift: below -745 the answer is -inf."""
    return log_w.double().exp().mean(0).log().to(log_w.dtype)


def tiny_number_inside_the_log(log_w: Tensor) -> Tensor:
    """Adds 1e-38 under the logarithm instead of a shift: -200 comes back as -87."""
    return torch.log(log_w.exp().mean(0) + 1e-38)


def one_of_two_maxima_detached(log_w: Tensor) -> Tensor:
    """m is detached where it is subtracted but not where it is added: its gradient is 1 too large."""
    m = log_w.max(0).values
    return m + (log_w - m.detach()).exp().mean(0).log()


def only_the_two_largest(log_w: Tensor) -> Tensor:
    """Adds up only the two largest rows of each column: too low from k = 3 on."""
    top = log_w.topk(min(2, len(log_w)), dim=0).values
    return torch.logsumexp(top, 0) - math.log(len(log_w))


def squeezed_at_the_end(log_w: Tensor) -> Tensor:
    """Drops every axis of length 1: for a batch of 1 the shape is () instead of (1,)."""
    m = log_w.amax(0, keepdim=True)
    return (m + (log_w - m).exp().mean(0, keepdim=True).log()).squeeze()


def shifts_the_table_of_the_caller(log_w: Tensor) -> Tensor:
    """Subtracts the maximum in place: the table of the caller is changed."""
    m = log_w.detach().amax(0)
    return log_w.sub_(m).exp().mean(0).log() + m


def through_single_precision(log_w: Tensor) -> Tensor:
    """Computes in float32 and casts back: a float64 answer is right to seven digits only."""
    return (torch.logsumexp(log_w.float(), 0) - math.log(len(log_w))).to(log_w.dtype)


def shift_never_below_zero(log_w: Tensor) -> Tensor:
    """m is at least 0, because it "guards against overflow": very negative columns underflow."""
    m = log_w.amax(0).clamp(min=0)
    return m + (log_w - m).exp().mean(0).log()


def means_of_blocks_of_four(log_w: Tensor) -> Tensor:
    """Averages the averages of blocks of four rows, though the last block may be shorter."""
    parts = [torch.logsumexp(rows, 0) - math.log(len(rows)) for rows in log_w.split(4)]
    return torch.logsumexp(torch.stack(parts), 0) - math.log(len(parts))
