"""Right answers to bound_of_groups."""

import math
from functools import reduce

import torch
from torch import Tensor


def groups_as_an_axis(log_w: Tensor, m: int) -> Tensor:
    """Makes an axis of the groups, and takes the logarithm of a mean in each."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return (torch.logsumexp(groups, 1) - math.log(m)).mean(0)


def group_by_group(log_w: Tensor, m: int) -> Tensor:
    """A loop over the groups, each added up draw by draw."""
    bounds = []
    for group in log_w.split(m):
        bounds.append(reduce(torch.logaddexp, list(group)) - math.log(m))
    return torch.stack(bounds).mean(dim=0)


def largest_taken_out(log_w: Tensor, m: int) -> Tensor:
    """Divides each group's weights by the largest before they are averaged."""
    groups = log_w.unflatten(0, (-1, m)).transpose(1, 2)
    largest = groups.amax(-1, keepdim=True).detach()
    rest = (groups - largest).exp().mean(-1).log()
    return torch.einsum("gb->b", rest + largest[..., 0]) / len(groups)
