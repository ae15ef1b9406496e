"""Right answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def sizes_of_all_parts_first(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Lists the sizes of the parts, keeps the logsumexp of each, and takes that of the list."""
    parts = [min(size, k - start) for start in range(0, k, size)]
    sums = torch.stack([draw_log_w(m).logsumexp(0) for m in parts])
    return sums.logsumexp(0) - math.log(k)


def running_total(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Adds each part to a running logarithm of the sum, until no draws are left to make."""
    total, left = None, k
    while left > 0:
        log_w = draw_log_w(min(left, size))
        left -= len(log_w)
        part = torch.logsumexp(log_w, 0)
        total = part if total is None else torch.logaddexp(total, part)
    return total - math.log(k)
