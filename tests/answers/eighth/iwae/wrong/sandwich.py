"""Wrong answers to sandwich."""

import math

import torch
from torch import Tensor


def one_draw_more(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Adds the exact draw to all k, so that the upper estimate has k + 1 draws."""
    k = len(log_w)
    lower = torch.logsumexp(log_w, 0)
    return lower - math.log(k), torch.logaddexp(lower, log_w_exact) - math.log(k + 1)


def in_the_place_of_the_last(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Replaces the last draw and not the first, which has the same mean but another value."""
    table = torch.cat([log_w[:-1], log_w_exact[None]])
    k = math.log(len(log_w))
    return torch.logsumexp(log_w, 0) - k, torch.logsumexp(table, 0) - k


def in_the_place_of_the_worst(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Replaces the smallest weight, so that the upper estimate is too high."""
    table = log_w.scatter(0, log_w.argmin(0, keepdim=True), log_w_exact[None])
    lower, upper = (each.logsumexp(0) - math.log(len(each)) for each in (log_w, table))
    return lower, upper
