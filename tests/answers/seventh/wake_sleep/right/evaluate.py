"""Right answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def parts_by_range(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The logsumexp of each part in a list, then that of the list."""
    log_sums = []
    for begin in range(0, k, size):
        end = min(begin + size, k)
        log_sums.append(torch.logsumexp(draw_log_w(end - begin), dim=0))
    return torch.logsumexp(torch.stack(log_sums), dim=0) - math.log(k)


def counting_down(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Counts down what is left to draw; the running sum begins with minus infinity."""
    left, total = k, None
    while left:
        log_w = draw_log_w(min(left, size))
        left -= len(log_w)
        if total is None:
            total = torch.full_like(log_w[0], -math.inf)
        total = torch.logsumexp(torch.cat([total[None], log_w]), dim=0)
    return total - math.log(k)


def running_maximum(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """A largest logarithm for each observation, and the sum of weights relative to it."""
    top = scaled = None
    done = 0
    while done < k:
        log_w = draw_log_w(min(size, k - done))
        largest = log_w.amax(0)
        if top is None:
            top, scaled = largest, torch.zeros_like(largest)
        new = torch.maximum(top, largest)
        scaled = scaled * torch.exp(top - new) + torch.exp(log_w - new).sum(0)
        top = new
        done += log_w.shape[0]
    return top + torch.log(scaled / k)
