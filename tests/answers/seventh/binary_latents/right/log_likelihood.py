"""Right answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def sums_of_parts(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The logsumexp of each part is kept, then that of all of them is taken."""
    parts = [draw_log_w(min(most, k - done)).logsumexp(0) for done in range(0, k, most)]
    return torch.stack(parts).logsumexp(0) - math.log(k)


def running_sum(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """A running sum in log space, with the sizes of the parts from divmod."""
    whole, rest = divmod(k, most)
    sizes = [most] * whole + ([rest] if rest > 0 else [])
    total = None
    for m in sizes:
        part = torch.logsumexp(draw_log_w(m), dim=0)
        total = part if total is None else torch.logaddexp(total, part)
    return total - math.log(k)


def running_mean(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The logarithm of the mean of what has been drawn so far, corrected after each part."""
    first = min(k, most)
    mean = draw_log_w(first).logsumexp(dim=0) - math.log(first)
    done = first
    while done < k:
        m = min(k - done, most)
        part = draw_log_w(m).logsumexp(dim=0) - math.log(m)
        old, new = math.log(done / (done + m)), math.log(m / (done + m))
        mean = torch.logaddexp(mean + old, part + new)
        done += m
    return mean
