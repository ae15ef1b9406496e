"""Wrong answers to sandwich."""

import math

import torch
from torch import Tensor


def one_draw_more_above(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Appends the posterior's draw instead of replacing one, and averages k + 1 weights."""
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    both = torch.cat([log_w_exact[None], log_w])
    return lower, torch.logsumexp(both, 0) - math.log(len(both))


def never_below_the_lower(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Raises the upper estimate to the lower one where it is less, which spoils its mean."""
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    upper = torch.logsumexp(replaced, 0) - math.log(len(log_w))
    return lower, torch.maximum(lower, upper)


def smallest_weight_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Replaces the smallest weight of each column in place of the first one."""
    lower = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    rows = torch.arange(len(log_w), device=log_w.device)[:, None]
    replaced = torch.where(rows == log_w.argmin(0), log_w_exact, log_w)
    return lower, torch.logsumexp(replaced, 0) - math.log(len(log_w))
