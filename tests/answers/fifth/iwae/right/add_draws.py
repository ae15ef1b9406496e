"""Right answers to add_draws."""

import math

import torch
from torch import Tensor


def two_sums(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """logaddexp of the old and the new sum, and an early return if there is no old one."""
    new = torch.logsumexp(log_w, 0)
    if k == 0:
        return new - math.log(len(log_w))
    return torch.logaddexp(bound + math.log(k), new) - math.log(k + len(log_w))


def one_more_row(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The old sum becomes one row more of the table."""
    total = k + log_w.shape[0]
    if k > 0:
        log_w = torch.cat([(bound + math.log(k)).unsqueeze(0), log_w])
    return log_w.logsumexp(0) - math.log(total)


def row_by_row(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The draws are added one at a time, each with its part in the new mean."""
    done = k
    for row in log_w:
        if done == 0:
            bound = row
        else:
            old = bound + math.log(done / (done + 1))
            bound = torch.logaddexp(old, row - math.log(done + 1))
        done += 1
    return bound


def weighted_mean(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The mean of both parts' mean weights, in proportion to their draws, shifted by the larger."""
    m = len(log_w)
    new = bound_of_groups(log_w, m)
    if not k:
        return new
    top = torch.maximum(bound, new).detach()
    mean = (k * torch.exp(bound - top) + m * torch.exp(new - top)) / (k + m)
    return top + mean.log()


def copies(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """As if each of the k old draws had had the mean weight: k equal rows above the new ones."""
    old = bound.expand(log_w.shape[1])[None].expand(k, -1) if k else log_w[:0]
    rows = torch.cat((old, log_w), dim=0)
    return torch.logsumexp(rows, dim=0) - math.log(rows.shape[0])
