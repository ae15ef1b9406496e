"""Wrong answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def every_so_many_rows(log_w: Tensor, m: int) -> Tensor:
    """Makes groups of rows that are k / m apart, where m rows in a row are asked for."""
    groups = log_w.reshape(m, -1, log_w.shape[1])
    return (torch.logsumexp(groups, 0) - math.log(m)).mean(0)


def divides_by_all_draws(log_w: Tensor, m: int) -> Tensor:
    """Subtracts log k and not log m, so that the bound is too low if there are more groups."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    return (torch.logsumexp(groups, 1) - math.log(len(log_w))).mean(0)


def largest_added_with_a_gradient(log_w: Tensor, m: int) -> Tensor:
    """Subtracts a detached maximum but adds one with a gradient: the top draw's is 1 more."""
    groups = log_w.reshape(-1, m, log_w.shape[1])
    top = groups.max(1, keepdim=True).values
    scaled = torch.exp(groups - top.detach()).mean(1)
    return (top.squeeze(1) + torch.log(scaled)).mean(0)
