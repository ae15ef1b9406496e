"""Wrong answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def every_nth_draw_in_a_group(log_w: Tensor, m: int) -> Tensor:
    """Puts every (k/m)-th row in a group, not m neighbours: other groups, and another average."""
    groups = log_w.reshape(m, -1, log_w.shape[1])
    return (torch.logsumexp(groups, 0) - math.log(m)).mean(0)


def averages_groups_under_the_logarithm(log_w: Tensor, m: int) -> Tensor:
    """Averages the groups' mean weights inside of the logarithm: the bound of k draws for any m."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    log_means = torch.logsumexp(groups, 1) - math.log(m)
    return torch.logsumexp(log_means, 0) - math.log(len(groups))


def shifts_by_the_columns_largest(log_w: Tensor, m: int) -> Tensor:
    """Shifts by the largest of the column, not of the group: a group far below it becomes -inf."""
    largest = log_w.detach().amax(0)
    groups = (log_w - largest).reshape(-1, m, log_w.shape[1])
    return largest + groups.exp().mean(1).log().mean(0)
