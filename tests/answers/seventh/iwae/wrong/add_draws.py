"""Wrong answers to add_draws."""

import math

import torch
from torch import Tensor


def mean_of_the_bounds(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The old and the new bound are averaged, not the weights under the logarithm."""
    m = len(log_w)
    new = torch.logsumexp(log_w, 0) - math.log(m)
    if k == 0:
        return new
    return (k * bound + m * new) / (k + m)


def almost_nothing_for_none(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """A small number beside k avoids log 0, so that a bound of no draws still counts."""
    old = bound + math.log(k + 1e-8)
    return torch.logaddexp(old, torch.logsumexp(log_w, 0)) - math.log(k + len(log_w))


def old_draws_without_gradient(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The bound until now is detached, to save memory."""
    total = torch.logsumexp(log_w, 0)
    if k > 0:
        total = torch.logaddexp(bound.detach() + math.log(k), total)
    return total - math.log(k + len(log_w))


def old_bound_as_one_draw(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The old bound enters the sum with the weight of one draw, not of k."""
    if k == 0:
        return torch.logsumexp(log_w, 0) - math.log(len(log_w))
    rows = torch.cat([bound[None], log_w])
    return torch.logsumexp(rows, 0) - math.log(len(rows))


def first_part_is_a_sum(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Without old draws the logarithm of the sum is returned, not of the mean."""
    new = torch.logsumexp(log_w, 0)
    if k == 0:
        return new
    return torch.logaddexp(bound + math.log(k), new) - math.log(k + len(log_w))
