"""Right answers to log_mean_exp."""

import math

import torch
from torch import Tensor


def logaddexp_row_by_row(log_w: Tensor) -> Tensor:
    """Adds one row after the other with torch.logaddexp, and divides by k at the end."""
    total = log_w[0]
    for row in log_w[1:]:
        total = torch.logaddexp(total, row)
    return total - math.log(len(log_w))


def what_log_softmax_took_away(log_w: Tensor) -> Tensor:
    """log_softmax subtracts the logsumexp; reads it off at the largest row of each column."""
    where = log_w.argmax(0, keepdim=True)
    log_sum = (log_w - torch.log_softmax(log_w, 0)).gather(0, where).squeeze(0)
    return log_sum - math.log(log_w.shape[0])


def last_of_logcumsumexp(log_w: Tensor) -> Tensor:
    """The last row of the running logsumexp; each weight has been divided by k before."""
    k = log_w.size(0)
    m = log_w.detach().amax(0)
    return m + torch.logcumsumexp(log_w - m - math.log(k), dim=0)[-1]


def expm1_and_log1p_in_double(log_w: Tensor) -> Tensor:
    """Mean of expm1 around a detached maximum, then log1p, all in float64, and back."""
    wide = log_w.to(torch.float64)
    m = wide.detach().amax(dim=0)
    return (m + torch.log1p(torch.expm1(wide - m).mean(0))).to(log_w.dtype)
