"""Right answers to add_draws."""

import math

import torch
from torch import Tensor


def sums_of_weights(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Logarithms of the old and of the new sum, added by logaddexp."""
    total = torch.logsumexp(log_w, 0)
    if k > 0:
        total = torch.logaddexp(bound.to(log_w) + math.log(k), total)
    return total - math.log(k + len(log_w))


def old_sum_as_one_more_row(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The old sum is put below the new weights."""
    rows = log_w
    if k:
        rows = torch.vstack((log_w, (bound + math.log(k))[None].to(log_w)))
    return rows.logsumexp(0) - math.log(k + log_w.shape[0])


def moved_by_a_fraction(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """A weighted mean of the old and of the new bound's exponentials, relative to the larger."""
    m = len(log_w)
    new = bound_of_groups(log_w, m)
    if k == 0:
        return new
    old = bound.to(log_w)
    top = torch.maximum(old, new).detach()
    mean = torch.exp(old - top) * (k / (k + m)) + torch.exp(new - top) * (m / (k + m))
    return top + torch.log(mean)
