"""Right answers for log_mean_exp."""

import math

import torch
from torch import Tensor


def logsumexp_minus_log_k(log_w: Tensor) -> Tensor:
    """torch.logsumexp, then minus log k as a Python number."""
    return torch.logsumexp(log_w, dim=0) - math.log(log_w.shape[0])


def shifts_by_column_maximum(log_w: Tensor) -> Tensor:
    """Subtracts the maximum of each column, takes the formula, adds the maximum."""
    m, _ = log_w.max(0)
    return m + (log_w - m).exp().mean(0).log()


def running_logaddexp(log_w: Tensor) -> Tensor:
    """Adds the rows one after the other with logaddexp."""
    total = log_w[0]
    for row in log_w[1:]:
        total = torch.logaddexp(total, row)
    return total - math.log(len(log_w))


def running_mean_in_logs(log_w: Tensor) -> Tensor:
    """Keeps the log of the mean so far, and updates it with each row: (1 - 1/n) mean + 1/n w."""
    mean = log_w[0]
    for n in range(2, log_w.shape[0] + 1):
        mean = torch.logaddexp(mean + math.log((n - 1) / n), log_w[n - 1] - math.log(n))
    return mean


def loops_over_columns_in_floats(log_w: Tensor) -> Tensor:
    """Plain Python floats, column by column, with math.fsum."""
    out = []
    for column in log_w.T.tolist():
        m = max(column)
        out.append(m + math.log(math.fsum(math.exp(v - m) for v in column) / len(column)))
    return torch.tensor(out, dtype=log_w.dtype, device=log_w.device)


def through_log_softmax(log_w: Tensor) -> Tensor:
    """The largest log_softmax of a column is m - logsumexp: solve for logsumexp."""
    lse = log_w.amax(0) - torch.log_softmax(log_w, 0).amax(0)
    return lse - math.log(log_w.size(0))


def last_of_logcumsumexp_of_shifted_rows(log_w: Tensor) -> Tensor:
    """Puts -log k into the exponents, and takes the last row of logcumsumexp."""
    k = log_w.size(0)
    return torch.logcumsumexp(log_w - math.log(k), dim=0)[-1]


def sorted_float64_geometric_pieces(log_w: Tensor) -> Tensor:
    """Sorts each column, sums ratios to the last row in float64, and casts back."""
    s = log_w.to(torch.float64).sort(dim=0).values
    top = s[-1:]
    ratios = torch.exp(s - top)
    k = torch.tensor(float(s.shape[0]), dtype=s.dtype, device=s.device)
    result = top.squeeze(0) + torch.log(torch.einsum("kb->b", ratios)) - k.log()
    return result.to(log_w.dtype)
