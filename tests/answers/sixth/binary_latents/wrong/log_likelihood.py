"""Wrong answers to log_likelihood."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def size_of_a_part(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The sum of all weights is divided by the size of a part, not by k."""
    parts = [draw_log_w(min(most, k - done)).logsumexp(0) for done in range(0, k, most)]
    return torch.stack(parts).logsumexp(0) - math.log(min(most, k))


def rest_forgotten(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Only whole parts are drawn, so the rest of k is never drawn, if there is a whole part."""
    most = min(most, k)
    parts = [draw_log_w(most) for _ in range(k // most)]
    log_w = torch.cat(parts)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))


def equal_parts(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Each part has the same weight in the mean of the parts, also the last, smaller one."""
    means = []
    for done in range(0, k, most):
        m = min(most, k - done)
        means.append(torch.logsumexp(draw_log_w(m), 0) - math.log(m))
    return torch.logsumexp(torch.stack(means), 0) - math.log(len(means))


def shift_of_first_part(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The shift that prevents overflow comes from the first part, and does not suit a later one
    with much larger weights."""
    log_w = draw_log_w(min(most, k))
    shift = log_w.amax(0)
    total = torch.exp(log_w - shift).sum(0)
    for done in range(most, k, most):
        total = total + torch.exp(draw_log_w(min(most, k - done)) - shift).sum(0)
    return shift + torch.log(total / k)


def rounded_up(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The number of draws is rounded up to whole parts."""
    log_w = torch.cat([draw_log_w(most) for _ in range(math.ceil(k / most))])
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))
