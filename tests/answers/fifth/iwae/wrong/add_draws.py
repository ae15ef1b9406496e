"""Wrong answers to add_draws."""

import math

import torch
from torch import Tensor


def mean_of_bounds(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Both bounds are averaged, in proportion to their draws, outside of the logarithm."""
    m = len(log_w)
    new = torch.logsumexp(log_w, 0) - math.log(m)
    if k == 0:
        return new
    return (k * bound + m * new) / (k + m)


def nearly_none(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """A tiny k stands for 0, so that a large bound of no draws counts after all."""
    total = torch.logaddexp(bound + math.log(k + 1e-8), torch.logsumexp(log_w, 0))
    return total - math.log(k + len(log_w))


def one_old_draw(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The old draws are added as if they were a single one."""
    new = torch.logsumexp(log_w, 0)
    if k == 0:
        return new - math.log(len(log_w))
    return torch.logaddexp(bound, new) - math.log(k + len(log_w))


def outright(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The weights are added without their logarithms, and overflow or vanish."""
    old = k * bound.exp() if k else 0.0
    return torch.log((old + log_w.exp().sum(0)) / (k + len(log_w)))


def old_is_constant(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """No gradient flows back to the draws of the earlier parts."""
    new = torch.logsumexp(log_w, 0)
    if k == 0:
        return new - math.log(len(log_w))
    return torch.logaddexp(bound.detach() + math.log(k), new) - math.log(k + len(log_w))


def equal_parts(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Old and new draws count half each, as if every part had the same number of draws."""
    new = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    if k == 0:
        return new
    return torch.logaddexp(bound, new) - math.log(2)
