"""Wrong answers to add_draws."""

import math

import torch
from torch import Tensor


def average_of_two_bounds(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Averages both bounds by their numbers of draws, outside of the logarithm: too low."""
    m = len(log_w)
    new = torch.logsumexp(log_w, 0) - math.log(m)
    if k == 0:
        return new
    return (k * bound + m * new) / (k + m)


def both_parts_alike(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Weighs the old and the new part alike, which is right only for k = m."""
    new = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    if k == 0:
        return new
    return torch.logaddexp(bound, new) - math.log(2)


def nearly_no_draws(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Adds 1e-20 to k to avoid log(0), so that for k = 0 the bound counts if weights are tiny."""
    new = torch.logsumexp(log_w, 0)
    return torch.logaddexp(bound + math.log(k + 1e-20), new) - math.log(k + len(log_w))
