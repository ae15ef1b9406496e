"""Wrong answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def mean_of_the_parts_bounds(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Averages the bounds of the parts: the bound of fewer draws, too low where k is above most."""
    total = 0.0
    for done in range(0, k, most):
        m = min(most, k - done)
        total = total + (draw_log_w(m).logsumexp(0) - math.log(m)) * m / k
    return total


def whole_parts_alone(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Leaves out the smaller last part: fewer than k draws where k is no multiple of most."""
    size = min(k, most)
    parts = [draw_log_w(size) for _ in range(k // size)]
    return torch.cat(parts).logsumexp(0) - math.log(size * len(parts))


def all_parts_count_the_same(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Averages the mean weights of the parts: the draws of a smaller last part count too much."""
    means = []
    for done in range(0, k, most):
        m = min(most, k - done)
        means.append(draw_log_w(m).logsumexp(0) - math.log(m))
    return torch.stack(means).logsumexp(0) - math.log(len(means))
