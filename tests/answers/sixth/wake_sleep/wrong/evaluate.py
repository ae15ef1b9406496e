"""Wrong answers to evaluate."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def always_a_rest(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """After the whole parts it asks for the rest even where there is none, that is for 0 draws."""
    sums = [draw_log_w(size).logsumexp(0) for _ in range(k // size)]
    sums.append(draw_log_w(k % size).logsumexp(0))
    return torch.stack(sums).logsumexp(0) - math.log(k)


def one_part_again(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The first part is used again and again, so there are fewer than k different draws."""
    part = draw_log_w(min(size, k))
    log_w = part.repeat(math.ceil(k / len(part)), 1)[:k]
    return torch.logsumexp(log_w, 0) - math.log(k)


def a_whole_part_at_least(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """It begins with a whole part, also where k is smaller than that."""
    total, done = draw_log_w(size).logsumexp(0), size
    while done < k:
        m = min(size, k - done)
        total = torch.logaddexp(total, draw_log_w(m).logsumexp(0))
        done += m
    return total - math.log(done)


def weighted_bounds(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The bounds of the parts are averaged, by their sizes, and not their weights."""
    result = 0.0
    for done in range(0, k, size):
        m = min(size, k - done)
        bound = draw_log_w(m).logsumexp(0) - math.log(m)
        result = result + m / k * bound
    return result


def sum_of_weights(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The weights themselves are added up part by part, and overflow or underflow."""
    total, left = 0.0, k
    while left > 0:
        m = min(size, left)
        total = total + draw_log_w(m).exp().sum(0)
        left -= m
    return torch.log(total / k)
