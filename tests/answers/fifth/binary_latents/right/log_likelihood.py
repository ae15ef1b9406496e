"""Right answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def parts_stacked(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The logarithm of the sum of each part, then of all parts."""
    parts = [draw_log_w(min(most, k - done)).logsumexp(0) for done in range(0, k, most)]
    return torch.stack(parts).logsumexp(0) - math.log(k)


def running_logaddexp(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """A running sum in log-space, while draws are left."""
    total, left = None, k
    while left > 0:
        m = min(left, most)
        part = torch.logsumexp(draw_log_w(m), dim=0)
        total = part if total is None else torch.logaddexp(total, part)
        left -= m
    return total - math.log(k)


def all_in_one_table(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Full parts and a rest, whose weights are put together in the end."""
    full, rest = divmod(k, most)
    sizes = [most] * full + [rest] * (rest > 0)
    log_w = torch.cat([draw_log_w(size) for size in sizes])
    return torch.logsumexp(log_w - math.log(k), dim=0)


def moving_maximum(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """A running mean of the weights relative to the largest one so far."""
    log_w = draw_log_w(min(most, k))
    done = len(log_w)
    top = log_w.max(0).values
    mean = torch.exp(log_w - top).mean(0)
    while done < k:
        log_w = draw_log_w(min(most, k - done))
        new_top = torch.maximum(top, log_w.max(0).values)
        old_sum = done * mean * torch.exp(top - new_top)
        done += len(log_w)
        mean = (old_sum + torch.exp(log_w - new_top).sum(0)) / done
        top = new_top
    return top + torch.log(mean)
