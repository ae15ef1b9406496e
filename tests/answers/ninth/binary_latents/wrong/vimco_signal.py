"""Wrong answers to vimco_signal."""

import math

import torch
from torch import Tensor

from solutions.binary_latents import leave_one_out


def guess_by_the_arithmetic_mean(log_w: Tensor) -> Tensor:
    """Replaces w_j by the arithmetic mean of the others: the geometric mean for k = 2 alone."""
    k = len(log_w)
    own = torch.eye(k, dtype=torch.bool, device=log_w.device)[:, :, None]
    others = torch.where(own, -math.inf, log_w[None]).logsumexp(1) - math.log(k - 1)
    return log_w.logsumexp(0) - torch.where(own, others[:, None], log_w[None]).logsumexp(1)


def guess_that_knows_its_draw(log_w: Tensor) -> Tensor:
    """The geometric mean of all k weights, w_j among them, in the place of w_j."""
    own = torch.eye(len(log_w), dtype=torch.bool, device=log_w.device)[:, :, None]
    tables = torch.where(own, log_w.mean(0), log_w[None])
    return log_w.logsumexp(0) - tables.logsumexp(1)


def summed_over_the_tables(log_w: Tensor) -> Tensor:
    """Sums over the k tables instead of the k weights of each: k - 1 times w_j and its guess."""
    own = torch.eye(len(log_w), dtype=torch.bool, device=log_w.device)[:, :, None]
    tables = torch.where(own, leave_one_out(log_w)[:, None], log_w[None])
    return log_w.logsumexp(0) - tables.logsumexp(0)
