"""Right answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def running_total(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """A running sum of the weights in logarithms, while draws are left to do."""
    left, total = k, None
    while left > 0:
        part = draw_log_w(min(most, left)).logsumexp(0)
        total = part if total is None else torch.logaddexp(total, part)
        left -= most
    return total - math.log(k)


def sizes_first(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The sizes of all parts first, then the logarithms of their sums, added up at the end."""
    whole, rest = divmod(k, most)
    sizes = [most] * whole + ([rest] if rest else [])
    sums = torch.stack([torch.logsumexp(draw_log_w(m), 0) for m in sizes])
    return torch.logsumexp(sums, 0) - math.log(k)
