"""Right answers to add_draws."""

import math

import torch
from torch import Tensor


def logarithms_of_sums(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Adds the two sums as logarithms, and divides by the number of all draws."""
    log_sum = torch.logsumexp(log_w, 0)
    if k > 0:
        log_sum = torch.logaddexp(bound + math.log(k), log_sum)
    return log_sum - math.log(k + len(log_w))


def one_row_more(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Puts the logarithm of the old sum before the new rows, if there is one."""
    rows = [log_w] if k == 0 else [(bound + math.log(k)).unsqueeze(0), log_w]
    return torch.cat(rows).logsumexp(dim=0) - math.log(k + log_w.shape[0])


def mean_of_two_means(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Mixes the old mean of the weights and that of the new ones, each with its share."""
    m = len(log_w)
    new = bound_of_groups(log_w, m)
    if not k:
        return new
    both = [bound + math.log(k / (k + m)), new + math.log(m / (k + m))]
    return torch.stack(both).logsumexp(0)
