"""Right answers to add_draws."""

import math

import torch
from torch import Tensor


def old_draws_as_one_more_row(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Puts the logarithm of the old sum below the new rows, and takes one logsumexp of all."""
    rows = [log_w]
    if k > 0:
        rows.append((bound.to(log_w.dtype) + math.log(k)).unsqueeze(0))
    return torch.logsumexp(torch.cat(rows), 0) - math.log(k + len(log_w))


def weighted_mean_of_two_bounds(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Adds the old and the new bound, each with the logarithm of its part of the draws."""
    m = log_w.shape[0]
    new = log_w.logsumexp(0) - math.log(m)
    if k == 0:
        return new
    old = bound.to(log_w) + math.log(k / (k + m))
    return torch.logaddexp(old, new + math.log(m / (k + m)))
