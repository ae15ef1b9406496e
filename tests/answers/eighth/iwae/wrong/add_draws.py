"""Wrong answers to add_draws."""

import math

import torch
from torch import Tensor


def nothing_counted_as_a_draw(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Uses max(k, 1) to save the logarithm, so that for k = 0 the bound counts as a draw."""
    k = max(k, 1)
    total = torch.logaddexp(bound + math.log(k), torch.logsumexp(log_w, 0))
    return total - math.log(k + len(log_w))


def new_draws_counted_as_one(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Adds the mean of the new weights as a single draw, which is right for one new draw only."""
    new = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    if k == 0:
        return new
    return torch.logaddexp(bound + math.log(k), new) - math.log(k + 1)


def weights_out_of_their_logarithms(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """Leaves the logarithms, so that bounds below some -104 (in float32) become -infinity."""
    new = log_w.exp().sum(0)
    total = new if k == 0 else k * bound.exp() + new
    return torch.log(total / (k + len(log_w)))
