"""Wrong answers to add_draws."""

import math

import torch
from torch import Tensor


def averages_the_logarithms(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Averages the two bounds by their numbers of draws: the mean of logarithms, which is lower."""
    m = len(log_w)
    new = torch.logsumexp(log_w, 0) - math.log(m)
    return (k * bound + m * new) / (k + m) if k else new


def no_draw_counts_as_one(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Avoids log(0) by max(k, 1): for k = 0 the bound that must not count adds a weight."""
    old = bound + math.log(max(k, 1))
    total = torch.logaddexp(old, torch.logsumexp(log_w, 0))
    return total - math.log(k + len(log_w))


def forgets_where_the_bound_came_from(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Detaches the bound as in an evaluation: no gradient reaches the draws until now."""
    total = torch.logsumexp(log_w, 0)
    if k > 0:
        total = torch.logaddexp(bound.detach() + math.log(k), total)
    return total - math.log(k + len(log_w))
