"""Wrong answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def remainder_left_out(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Only full parts are drawn, so the rest of k is missing from the sum."""
    parts = [draw_log_w(min(k, size)).logsumexp(0) for _ in range(max(1, k // size))]
    return torch.logsumexp(torch.stack(parts), 0) - math.log(k)


def full_last_part(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The last part is a full one too, so that more draws are made than were asked for."""
    parts = [draw_log_w(size) for _ in range(math.ceil(k / size))]
    log_w = torch.cat(parts)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))


def mean_of_the_bounds(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The bounds of the parts are averaged, which is a bound of fewer draws."""
    total, done = 0.0, 0
    while done < k:
        m = min(size, k - done)
        total = total + m / k * (torch.logsumexp(draw_log_w(m), 0) - math.log(m))
        done += m
    return total


def parts_count_alike(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The mean weight of a smaller last part counts as much as that of a full one."""
    means = []
    for start in range(0, k, size):
        m = min(size, k - start)
        means.append(torch.logsumexp(draw_log_w(m), 0) - math.log(m))
    return torch.logsumexp(torch.stack(means), 0) - math.log(len(means))


def begins_with_a_weight_of_one(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The logarithm of the sum begins at 0, which is that of a weight of 1."""
    total = torch.tensor(0.0)
    for start in range(0, k, size):
        part = draw_log_w(min(size, k - start))
        total = torch.logaddexp(total.to(part), torch.logsumexp(part, 0))
    return total - math.log(k)


def empty_last_part(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Asks for 0 draws at the end if k is a multiple of the size."""
    counts = [size] * (k // size) + [k % size]
    return torch.logsumexp(torch.cat([draw_log_w(m) for m in counts]), 0) - math.log(k)
