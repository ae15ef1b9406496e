"""Right answers to add_draws."""

import math

import torch
from torch import Tensor


def sums_of_weights(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Adds the logarithms of both sums of weights by logaddexp."""
    m = log_w.shape[0]
    new = torch.logsumexp(log_w, dim=0)
    if k == 0:
        return new - math.log(m)
    return torch.logaddexp(bound + math.log(k), new) - math.log(k + m)


def old_bound_as_one_more_row(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Puts the logarithm of the old sum below the new weights as a row of its own."""
    rows = list(log_w)
    if k > 0:
        rows.append(bound.to(log_w.dtype) + math.log(k))
    return torch.stack(rows).logsumexp(0) - math.log(k + len(log_w))
