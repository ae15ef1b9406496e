"""Wrong answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def every_other_row(log_w: Tensor, m: int) -> Tensor:
    """The groups are made of rows that are k / m apart, not of neighbours."""
    groups = log_w.reshape(m, -1, log_w.shape[1])
    return (torch.logsumexp(groups, 0) - math.log(m)).mean(0)


def one_shift_for_all(log_w: Tensor, m: int) -> Tensor:
    """The largest weight of all columns is subtracted, so small columns round to 0."""
    shift = log_w.max().detach()
    groups = torch.exp(log_w - shift).reshape(-1, m, log_w.shape[1])
    return (groups.mean(1).log() + shift).mean(0)


def sliding_groups(log_w: Tensor, m: int) -> Tensor:
    """Every m neighbouring rows are a group, so the groups overlap."""
    groups = log_w.unfold(0, m, 1)
    return (torch.logsumexp(groups, -1) - math.log(m)).mean(0)


def all_draws_subtracted(log_w: Tensor, m: int) -> Tensor:
    """The logarithm of all draws is subtracted, not that of one group's."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return (torch.logsumexp(groups, 1) - math.log(len(log_w))).mean(0)


def first_group_alone(log_w: Tensor, m: int) -> Tensor:
    """The bound of the first group only; the other draws are thrown away."""
    return torch.logsumexp(log_w[:m], 0) - math.log(m)
