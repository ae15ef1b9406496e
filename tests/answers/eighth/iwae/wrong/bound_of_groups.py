"""Wrong answers to bound_of_groups."""

import math

import torch
from torch import Tensor


def every_so_many_rows(log_w: Tensor, m: int) -> Tensor:
    """Makes groups of rows that lie apart, which have the same mean but are other groups."""
    groups = log_w.reshape(m, -1, log_w.shape[1])
    return (torch.logsumexp(groups, 0) - math.log(m)).mean(0)


def first_group_alone(log_w: Tensor, m: int) -> Tensor:
    """Uses the first m draws only, which is unbiased but leaves the others out."""
    return torch.logsumexp(log_w[:m], 0) - math.log(m)


def weights_kept_from_zero(log_w: Tensor, m: int) -> Tensor:
    """Exponentiates and clamps, so that log-weights below -69 are lost, and large ones infinite."""
    groups = log_w.reshape(len(log_w) // m, m, -1)
    return groups.exp().mean(1).clamp(min=1e-30).log().mean(0)
