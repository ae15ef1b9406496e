"""Wrong answers to sandwich."""

import math

import torch
from torch import Tensor


def one_more(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The posterior's draw is added to the k draws instead of replacing one of them."""
    k = len(log_w)
    more = torch.cat([log_w_exact[None], log_w])
    return log_w.logsumexp(0) - math.log(k), more.logsumexp(0) - math.log(k + 1)


def never_below(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The upper estimate is raised to the lower one where chance has put it below."""
    k = len(log_w)
    lower = log_w.logsumexp(0) - math.log(k)
    upper = torch.cat([log_w_exact[None], log_w[1:]]).logsumexp(0) - math.log(k)
    return lower, torch.maximum(lower, upper)


def overwritten(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The first row is overwritten in place, before the lower bound is computed from it."""
    k = len(log_w)
    changed = log_w.detach()
    changed[0] = log_w_exact
    return log_w.logsumexp(0) - math.log(k), changed.logsumexp(0) - math.log(k)


def last_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The last draw is replaced instead of the first."""
    k = len(log_w)
    other = torch.cat([log_w[:-1], log_w_exact[None]])
    return log_w.logsumexp(0) - math.log(k), other.logsumexp(0) - math.log(k)


def first_nowhere(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The lower bound leaves the first draw out as well, and is that of k - 1 draws."""
    k = len(log_w)
    rest = log_w[1:]
    other = torch.cat([log_w_exact[None], rest])
    return rest.logsumexp(0) - math.log(max(k - 1, 1)), other.logsumexp(0) - math.log(k)


def smallest_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """The draw of the smallest weight is replaced, which makes the upper estimate too high."""
    k = len(log_w)
    ordered = log_w.sort(0).values
    other = torch.cat([log_w_exact[None], ordered[1:]])
    return log_w.logsumexp(0) - math.log(k), other.logsumexp(0) - math.log(k)
