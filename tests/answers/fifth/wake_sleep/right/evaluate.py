"""Right answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def list_of_parts(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """A list of the logsumexp of each part, and the logsumexp of the list."""
    parts = [torch.logsumexp(draw_log_w(min(size, k - start)), 0) for start in range(0, k, size)]
    return torch.logsumexp(torch.stack(parts), 0) - math.log(k)


def running_logaddexp(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """While draws are left, one more part joins by logaddexp."""
    total, left = None, k
    while left > 0:
        m = min(left, size)
        part = draw_log_w(m).logsumexp(dim=0)
        total = part if total is None else torch.logaddexp(total, part)
        left -= m
    return total - math.log(k)


def all_logarithms_kept(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The remainder comes first, and the logarithms of all weights are put together."""
    full, rest = divmod(k, size)
    counts = ([rest] if rest else []) + [size] * full
    log_w = torch.cat([draw_log_w(m) for m in counts])
    return torch.logsumexp(log_w - math.log(len(log_w)), 0)


def running_maximum(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Sums of weights relative to the largest so far, corrected when a larger one comes."""
    first = draw_log_w(min(k, size))
    lowest = torch.finfo(first.dtype).min
    top = first.amax(0).clamp(min=lowest)
    total = torch.exp(first - top).sum(0)
    done = len(first)
    while done < k:
        log_w = draw_log_w(min(size, k - done))
        new_top = torch.maximum(top, log_w.amax(0))  # never below ``lowest``
        total = total * torch.exp(top - new_top) + torch.exp(log_w - new_top).sum(0)
        top = new_top
        done += len(log_w)
    return top + torch.log(total / k)
