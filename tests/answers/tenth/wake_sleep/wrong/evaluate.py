"""Wrong answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def parts_that_weigh_the_same(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Averages the means of the parts, so that draws of a smaller last part count more."""
    bounds = []
    for start in range(0, k, size):
        log_w = draw_log_w(min(size, k - start))
        bounds.append(torch.logsumexp(log_w, 0) - math.log(len(log_w)))
    return torch.logsumexp(torch.stack(bounds), 0) - math.log(len(bounds))


def first_part_again_and_again(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Draws one part and reuses it for all others of its size: the error does not fall."""
    parts = {}
    sums = []
    for start in range(0, k, size):
        m = min(size, k - start)
        if m not in parts:
            parts[m] = torch.logsumexp(draw_log_w(m), 0)
        sums.append(parts[m])
    return torch.logsumexp(torch.stack(sums), 0) - math.log(k)


def only_whole_parts(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Leaves out the last part if it is smaller, but still divides by k: too low."""
    size = min(size, k)
    sums = [torch.logsumexp(draw_log_w(size), 0) for _ in range(k // size)]
    return torch.logsumexp(torch.stack(sums), 0) - math.log(k)
