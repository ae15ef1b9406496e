"""Right answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def middle_axis(log_w: Tensor, m: int) -> Tensor:
    """A new axis for the groups, logsumexp over the draws, mean over the groups."""
    groups = log_w.unflatten(0, (-1, m))
    return (groups.logsumexp(1) - math.log(m)).mean(0)


def split_in_a_loop(log_w: Tensor, m: int) -> Tensor:
    """A list of the groups' bounds."""
    bounds = [torch.logsumexp(group, 0) - math.log(m) for group in log_w.split(m)]
    return torch.stack(bounds).mean(0)


def draw_after_draw(log_w: Tensor, m: int) -> Tensor:
    """The i-th draws of all groups at once, added to the sum so far by logaddexp."""
    total = log_w[0::m]
    for i in range(1, m):
        total = torch.logaddexp(total, log_w[i::m])
    groups = len(log_w) // m
    return total.sum(0) / groups - math.log(m)
