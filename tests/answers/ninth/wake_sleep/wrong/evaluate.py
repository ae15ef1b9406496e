"""Wrong answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def averages_the_parts_bounds(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Averages the bounds of the parts by their sizes: too low, a bound of few draws."""
    total, done = 0.0, 0
    while done < k:
        m = min(size, k - done)
        total = total + m / k * (torch.logsumexp(draw_log_w(m), 0) - math.log(m))
        done += m
    return total


def last_part_counts_as_a_full_one(
    draw_log_w: Callable[[int], Tensor], k: int, size: int
) -> Tensor:
    """Takes the mean over the parts of their mean weights: the draws of a small part count more."""
    means = []
    for start in range(0, k, size):
        m = min(size, k - start)
        means.append(torch.logsumexp(draw_log_w(m), 0) - math.log(m))
    return torch.logsumexp(torch.stack(means), 0) - math.log(len(means))


def full_parts_only(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Makes as many full parts as cover k, and still divides by k: more draws, and too high."""
    sums = [torch.logsumexp(draw_log_w(size), 0) for _ in range(math.ceil(k / size))]
    return torch.logsumexp(torch.stack(sums), 0) - math.log(k)
