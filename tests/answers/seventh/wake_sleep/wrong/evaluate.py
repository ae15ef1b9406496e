"""Wrong answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def running_sum_from_zero(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The running sum in log space begins with 0, which is one more weight of 1."""
    total = torch.zeros(())
    for done in range(0, k, size):
        log_w = draw_log_w(min(size, k - done))
        total = torch.logaddexp(total.to(log_w), log_w.logsumexp(0))
    return total - math.log(k)


def rest_is_lost(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Only whole parts are drawn, so that fewer than k draws are shared among k."""
    size = min(size, k)
    parts = [draw_log_w(size).logsumexp(0) for _ in range(k // size)]
    return torch.stack(parts).logsumexp(0) - math.log(k)


def rest_in_the_last_part(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """What is left over comes into the last part, which is then larger than allowed."""
    parts = max(k // size, 1)
    sums = []
    for i in range(parts):
        m = k - i * size if i == parts - 1 else size
        sums.append(torch.logsumexp(draw_log_w(m), 0))
    return torch.logsumexp(torch.stack(sums), 0) - math.log(k)


def running_mean_of_bounds(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The bounds of the parts are averaged, weighted by their sizes."""
    mean, done = 0.0, 0
    while done < k:
        m = min(size, k - done)
        bound = torch.logsumexp(draw_log_w(m), 0) - math.log(m)
        mean = mean + (bound - mean) * m / (done + m)
        done += m
    return mean


def one_maximum_for_the_batch(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The weights are taken relative to one maximum for the batch, so that others underflow."""
    sums = []
    for done in range(0, k, size):
        log_w = draw_log_w(min(size, k - done))
        top = log_w.max()
        sums.append(top + torch.exp(log_w - top).sum(0).log())
    return torch.stack(sums).logsumexp(0) - math.log(k)
