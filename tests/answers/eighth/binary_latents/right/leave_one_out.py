"""Right answers to leave_one_out."""

import torch
from torch import Tensor


def matrix_without_diagonal(cost: Tensor) -> Tensor:
    """Multiplies by a matrix of equal weights with zeros on its diagonal."""
    k = len(cost)
    weights = (1 - torch.eye(k, dtype=cost.dtype, device=cost.device)) / (k - 1)
    return weights @ cost


def mean_of_the_rows_that_are_left(cost: Tensor) -> Tensor:
    """Cuts out each row in its turn, and takes the mean of what is left."""
    rows = [torch.cat([cost[:j], cost[j + 1 :]]).mean(0) for j in range(len(cost))]
    return torch.stack(rows)
