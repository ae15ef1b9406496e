"""Right answers to leave_one_out."""

import torch
from torch import Tensor


def matrix_with_an_empty_diagonal(cost: Tensor) -> Tensor:
    """A matrix of 1 / (k - 1) with zeros on the diagonal times the costs."""
    k = cost.shape[0]
    others = torch.ones(k, k, dtype=cost.dtype, device=cost.device).fill_diagonal_(0)
    return others / (k - 1) @ cost


def mean_of_what_is_left(cost: Tensor) -> Tensor:
    """A loop that takes each draw out and averages what is left."""
    rows = []
    for j in range(len(cost)):
        rows.append(torch.cat([cost[:j], cost[j + 1 :]]).mean(0))
    return torch.stack(rows)
