"""Wrong answers to log_mean_exp."""

import torch
from torch import Tensor


def shifted_by_the_mean(log_w: Tensor) -> Tensor:
    """Subtracts each column's mean, so a column of 0 and 400 overflows (in float32)."""
    m = log_w.mean(0)
    return m + (log_w - m).exp().mean(0).log()


def mean_of_mean_and_row(log_w: Tensor) -> Tensor:
    """Averages the mean so far with the next row, which is right for k of 1 and 2 only."""
    total = log_w[0]
    for row in log_w[1:]:
        total = torch.logaddexp(total, row) - torch.log(torch.full_like(row, 2))
    return total


def in_double_precision(log_w: Tensor) -> Tensor:
    """Leaves the formula as it stands, but in float64: minus infinity below some -745."""
    return log_w.double().exp().mean(0).log().to(log_w.dtype)
