"""Right answers to log_likelihood."""

import math

import torch
from torch import Tensor


def logarithms_of_the_parts_sums(draw_log_w: callable, k: int, most: int) -> Tensor:
    """Takes the logarithm of each part's sum, and then that of the sum of the parts."""
    sums = [draw_log_w(min(most, k - done)).logsumexp(0) for done in range(0, k, most)]
    return torch.logsumexp(torch.stack(sums), 0) - math.log(k)


def running_sum_until_none_are_left(draw_log_w: callable, k: int, most: int) -> Tensor:
    """Keeps one running logarithm, and adds part after part until no draw is left."""
    left, total = k, None
    while left > 0:
        part = draw_log_w(most if most < left else left)
        left -= len(part)
        for row in part:
            total = row if total is None else torch.logaddexp(total, row)
    return total - math.log(k)
