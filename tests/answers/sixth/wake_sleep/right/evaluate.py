"""Right answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def parts(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The logsumexp of the parts' logsumexps."""
    sums = []
    while k > len(sums) * size:
        m = min(size, k - len(sums) * size)
        sums.append(draw_log_w(m).logsumexp(0))
    return torch.stack(sums).logsumexp(0) - math.log(k)


def running_mean(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The logarithm of a running mean, with a new mean after each part."""
    done = min(k, size)
    mean = torch.logsumexp(draw_log_w(done), dim=0) - math.log(done)
    while done < k:
        m = min(size, k - done)
        part = torch.logsumexp(draw_log_w(m), dim=0) - math.log(m)
        old, new = math.log(done / (done + m)), math.log(m / (done + m))
        mean = torch.logaddexp(mean + old, part + new)
        done += m
    return mean


def rest_first(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The small part comes first, then the whole ones; all logarithms are kept."""
    kept = [draw_log_w(k % size)] if k % size else []
    kept.extend(draw_log_w(size) for _ in range(k // size))
    return torch.cat(kept, 0).sub(math.log(k)).logsumexp(0)
