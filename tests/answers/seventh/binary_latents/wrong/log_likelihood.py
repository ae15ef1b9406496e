"""Wrong answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def whole_parts_only(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Every part is full, so more than k draws are made where k is no multiple."""
    parts = math.ceil(k / most)
    total = torch.stack([draw_log_w(most).logsumexp(0) for _ in range(parts)])
    return total.logsumexp(0) - math.log(parts * most)


def mean_of_bounds(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The bounds of the parts are averaged, which is a bound of fewer draws."""
    bounds = 0
    for done in range(0, k, most):
        m = min(most, k - done)
        bounds = bounds + m / k * (draw_log_w(m).logsumexp(0) - math.log(m))
    return bounds


def parts_count_the_same(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The means of the parts count the same, although the last part may be smaller."""
    means = []
    for done in range(0, k, most):
        log_w = draw_log_w(min(most, k - done))
        means.append(torch.logsumexp(log_w, 0) - math.log(len(log_w)))
    return torch.stack(means).logsumexp(0) - math.log(len(means))


def sum_of_weights(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Adds up the weights themselves, which are 0 or infinite in numbers of this size."""
    total = 0
    for done in range(0, k, most):
        total = total + draw_log_w(min(most, k - done)).exp().sum(0)
    return torch.log(total / k)


def last_part_is_the_remainder(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The last part has k modulo most draws, which are none where k is a multiple."""
    parts = []
    done = 0
    while done < k:
        last = done + most >= k
        m = k % most if last else most
        if m > 0:
            parts.append(draw_log_w(m).logsumexp(0))
        done += most
    return torch.stack(parts).logsumexp(0) - math.log(k)
