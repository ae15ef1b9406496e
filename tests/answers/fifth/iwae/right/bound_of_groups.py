"""Right answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def reshaped(log_w: Tensor, m: int) -> Tensor:
    """One reshape, one logsumexp over the middle axis."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return (torch.logsumexp(groups, 1) - math.log(m)).mean(0)


def one_by_one(log_w: Tensor, m: int) -> Tensor:
    """A loop over the groups, in which a loop over the draws adds them with logaddexp."""
    bounds = []
    for group in log_w.split(m):
        total = group[0]
        for row in group[1:]:
            total = torch.logaddexp(total, row)
        bounds.append(total - math.log(m))
    return torch.stack(bounds).mean(dim=0)


def shifted_means(log_w: Tensor, m: int) -> Tensor:
    """The largest of each group and column is taken out, and put back after the logarithm."""
    groups = log_w.unflatten(0, (-1, m))
    top = groups.detach().amax(1, keepdim=True)
    logs = (groups - top).exp().mean(1, keepdim=True).log() + top
    return logs.squeeze(1).mean(0)


def mapped(log_w: Tensor, m: int) -> Tensor:
    """vmap over groups and over columns, and a sum that is divided by their number."""

    def column(values: Tensor) -> Tensor:
        return torch.logsumexp(values - math.log(m), dim=0)

    k, batch = log_w.shape
    groups = torch.stack(log_w.chunk(k // m))
    each = torch.vmap(torch.vmap(column, in_dims=1))(groups)
    assert each.shape == (k // m, batch)
    return each.sum(0) * m / k
