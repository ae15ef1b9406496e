"""Right answers to sandwich."""

import math

import torch
from torch import Tensor


def first_row_replaced(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Replaces the first row by torch.cat and takes both bounds by one nested function."""

    def bound(logs: Tensor) -> Tensor:
        return logs.logsumexp(0) - math.log(len(logs))

    return bound(log_w), bound(torch.cat([log_w_exact[None], log_w[1:]]))


def rest_shared_by_both(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """Sums the rest of the draws once, and adds either first weight to it."""
    k = log_w.shape[0]
    if k == 1:
        return log_w[0], log_w_exact.clone()
    rest = torch.logsumexp(log_w[1:], dim=0)
    sums = [torch.logaddexp(first, rest) for first in (log_w[0], log_w_exact)]
    return sums[0] - math.log(k), sums[1] - math.log(k)
