"""Right answers to add_draws."""

import math

import torch
from torch import Tensor


def old_sum_as_one_more_row(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Puts the old sum of weights as one more row above the new weights."""
    rows = log_w if k == 0 else torch.cat([(bound + math.log(k))[None], log_w])
    return torch.logsumexp(rows, 0) - math.log(k + len(log_w))


def weight_after_weight(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Adds the new weights one by one to the sum of the old ones, if there are any."""
    total = bound + math.log(k) if k > 0 else log_w[0]
    for row in log_w[0 if k > 0 else 1 :]:
        total = torch.logaddexp(total, row)
    return total - math.log(k + log_w.shape[0])
