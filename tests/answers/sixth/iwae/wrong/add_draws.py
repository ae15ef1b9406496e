"""Wrong answers to add_draws."""

import math

import torch
from torch import Tensor


def mean_of_two_bounds(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Averages the old bound and that of the new draws outside of the logarithm."""
    m = len(log_w)
    new = torch.logsumexp(log_w, 0) - math.log(m)
    return new if k == 0 else (k * bound + m * new) / (k + m)


def sums_themselves(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Adds the sums outside of logarithms, where weights overflow or become 0."""
    total = log_w.exp().sum(0)
    if k > 0:
        total = total + k * bound.exp()
    return total.log() - math.log(k + len(log_w))


def tiny_number_for_none(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Takes a millionth of a draw for none, so that the first bound counts a little."""
    old = bound + math.log(max(k, 1e-6))
    log_sum = torch.logaddexp(old, torch.logsumexp(log_w, 0))
    return log_sum - math.log(k + len(log_w))


def old_bound_is_a_constant(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Detaches the bound of the earlier draws, so that no gradient reaches them."""
    log_sum = torch.logsumexp(log_w, 0)
    if k > 0:
        log_sum = torch.logaddexp(bound.detach() + math.log(k), log_sum)
    return log_sum - math.log(k + len(log_w))


def columns_counted(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Counts the columns of the new weights as their number of draws."""
    log_sum = torch.logsumexp(log_w, 0)
    if k > 0:
        log_sum = torch.logaddexp(bound + math.log(k), log_sum)
    return log_sum - math.log(k + log_w.shape[-1])
