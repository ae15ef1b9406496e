"""Wrong answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def every_so_many(log_w: Tensor, m: int) -> Tensor:
    """The groups consist of every (k/m)th row instead of neighbouring rows."""
    groups = log_w.reshape(m, -1, log_w.shape[1])
    return (torch.logsumexp(groups, 0) - math.log(m)).mean(0)


def divided_by_all(log_w: Tensor, m: int) -> Tensor:
    """The sum of each group is divided by k instead of m."""
    k, batch = log_w.shape
    groups = log_w.reshape(-1, m, batch)
    return (torch.logsumexp(groups, 1) - math.log(k)).mean(0)


def averaged_too_early(log_w: Tensor, m: int) -> Tensor:
    """The log-weights are averaged over the groups before they go into the sum of the draws."""
    groups = log_w.reshape(-1, m, log_w.shape[1]).mean(0)
    return torch.logsumexp(groups, 0) - math.log(m)


def one_maximum(log_w: Tensor, m: int) -> Tensor:
    """The one largest weight of the whole table is taken out, so that low columns become log 0."""
    top = log_w.max()
    weights = (log_w - top).exp().reshape(-1, m, log_w.shape[1])
    return weights.mean(1).log().mean(0) + top


def first_group(log_w: Tensor, m: int) -> Tensor:
    """Only the first group is used; it has the right mean, but the others are thrown away."""
    return torch.logsumexp(log_w[:m], 0) - math.log(m)


def average_in_logarithm(log_w: Tensor, m: int) -> Tensor:
    """The average over the groups is taken inside of the logarithm: the bound of all k draws."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    bounds = torch.logsumexp(groups, 1) - math.log(m)
    return torch.logsumexp(bounds, 0) - math.log(len(bounds))
