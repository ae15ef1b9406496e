"""Wrong answers to log_likelihood."""

import math

import torch
from torch import Tensor


def parts_of_equal_weight(draw_log_w: callable, k: int, most: int) -> Tensor:
    """Averages the parts' means, so a smaller last part counts as much as a full one."""
    means = []
    for done in range(0, k, most):
        part = draw_log_w(min(most, k - done))
        means.append(part.logsumexp(0) - math.log(len(part)))
    return torch.stack(means).logsumexp(0) - math.log(len(means))


def shift_of_the_first_part(draw_log_w: callable, k: int, most: int) -> Tensor:
    """Keeps the first part's largest weight as the shift, so a much larger later one overflows."""
    first = draw_log_w(min(most, k))
    shift = first.max(0).values
    total = (first - shift).exp().sum(0)
    for done in range(most, k, most):
        total = total + (draw_log_w(min(most, k - done)) - shift).exp().sum(0)
    return shift + total.log() - math.log(k)


def whole_parts_alone(draw_log_w: callable, k: int, most: int) -> Tensor:
    """Drops the remainder, so it draws less than k where k is not a multiple."""
    size = min(k, most)
    parts = [draw_log_w(size) for _ in range(k // size)]
    log_w = torch.cat(parts)
    return log_w.logsumexp(0) - math.log(len(log_w))
