"""Right answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def logsumexp_of_the_parts(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Keeps the logsumexp of each part, and takes that of all of them at the end."""
    sums = []
    for start in range(0, k, size):
        sums.append(torch.logsumexp(draw_log_w(min(size, k - start)), dim=0))
    return torch.logsumexp(torch.stack(sums), dim=0) - math.log(k)


def sum_carried_along(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Carries the logarithm of the sum along by logaddexp while draws are left."""
    left = k - min(size, k)
    total = draw_log_w(k - left).logsumexp(0)
    while left > 0:
        m = min(size, left)
        total = torch.logaddexp(total, draw_log_w(m).logsumexp(0))
        left -= m
    return total - math.log(k)
