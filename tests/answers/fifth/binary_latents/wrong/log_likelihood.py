"""Wrong answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def last_part_as_large(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The last part is as large as the others, so there are more than k draws."""
    parts = [draw_log_w(min(most, k)) for _ in range(math.ceil(k / most))]
    log_w = torch.cat(parts)
    return log_w.logsumexp(0) - math.log(len(log_w))


def mean_of_bounds(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The bounds of the parts are averaged, which is no better than the bound of one part."""
    total = 0
    for done in range(0, k, most):
        m = min(most, k - done)
        total = total + m * (draw_log_w(m).logsumexp(0) - math.log(m))
    return total / k


def equal_parts(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Each part has the same weight in the mean, also a smaller last one."""
    parts = []
    for done in range(0, k, most):
        m = min(most, k - done)
        parts.append(draw_log_w(m).logsumexp(0) - math.log(m))
    return torch.stack(parts).logsumexp(0) - math.log(len(parts))


def maximum_of_the_first_part(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """All weights are relative to the first part's maximum: much larger later ones overflow."""
    log_w = draw_log_w(min(most, k))
    top = log_w.amax(0)
    total, done = torch.exp(log_w - top).sum(0), len(log_w)
    while done < k:
        log_w = draw_log_w(min(most, k - done))
        total = total + torch.exp(log_w - top).sum(0)
        done += len(log_w)
    return top + torch.log(total / k)


def starts_at_zero(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The running logarithm starts at 0, which is a weight of 1 too much."""
    total = None
    for done in range(0, k, most):
        part = draw_log_w(min(most, k - done)).logsumexp(0)
        if total is None:
            total = torch.zeros_like(part)
        total = torch.logaddexp(total, part)
    return total - math.log(k)


def rest_forgotten(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """What is left beyond full parts is never drawn, though the sum is divided by k."""
    most = min(most, k)
    parts = [draw_log_w(most).logsumexp(0) for _ in range(k // most)]
    return torch.stack(parts).logsumexp(0) - math.log(k)
