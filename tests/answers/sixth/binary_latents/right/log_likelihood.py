"""Right answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def list_of_parts(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """One logsumexp for each part, and one of these."""
    parts = [torch.logsumexp(draw_log_w(min(most, k - done)), 0) for done in range(0, k, most)]
    return torch.logsumexp(torch.stack(parts), 0) - math.log(k)


def running_total(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """A running total in log-space, until nothing is left to draw."""
    total, left = None, k
    while left > 0:
        m = left if left < most else most
        part = draw_log_w(m).logsumexp(dim=0)
        total = part if total is None else torch.logaddexp(total, part)
        left -= m
    return total - math.log(k)


def all_in_one_table(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Whole parts and a rest, put together into one table of k logarithms."""
    whole, rest = divmod(k, most)
    counts = [most] * whole + [rest] * (rest > 0)
    log_w = torch.cat([draw_log_w(count) for count in counts])
    top = log_w.amax(0)
    return top + (log_w - top).exp().mean(0).log()
