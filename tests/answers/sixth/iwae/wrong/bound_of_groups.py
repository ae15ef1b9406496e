"""Wrong answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def every_so_many_rows(log_w: Tensor, m: int) -> Tensor:
    """Makes a group of rows that are far apart instead of rows that follow each other."""
    groups = log_w.reshape(m, -1, log_w.shape[1])
    return (torch.logsumexp(groups, 0) - math.log(m)).mean(0)


def average_inside_the_logarithm(log_w: Tensor, m: int) -> Tensor:
    """Averages the groups before the logarithm, which gives the bound of all k draws."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    log_mean = torch.logsumexp(groups, 1) - math.log(m)
    return torch.logsumexp(log_mean, 0) - math.log(len(log_mean))


def columns_mixed_up(log_w: Tensor, m: int) -> Tensor:
    """Reshapes as if the batch came first, so that groups have draws of other columns."""
    groups = log_w.reshape(log_w.shape[1], -1, m)
    return (torch.logsumexp(groups, -1) - math.log(m)).mean(-1)


def weights_themselves(log_w: Tensor, m: int) -> Tensor:
    """Leaves the logarithms, so that large and small weights overflow or become 0."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return groups.exp().mean(1).log().mean(0)


def last_group_lost(log_w: Tensor, m: int) -> Tensor:
    """Ends the loop before the last group, unless it is the only one."""
    starts = range(0, max(len(log_w) - m, 1), m)
    bounds = [torch.logsumexp(log_w[i : i + m], 0) - math.log(m) for i in starts]
    return torch.stack(bounds).mean(0)
