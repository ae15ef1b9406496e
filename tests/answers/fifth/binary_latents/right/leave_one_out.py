"""Right answers to leave_one_out."""

import torch
from torch import Tensor


def sum_without_own(cost: Tensor) -> Tensor:
    """The sum of all draws less the own one, over k - 1."""
    return (cost.sum(0, keepdim=True) - cost) / (cost.shape[0] - 1)


def others_put_together(cost: Tensor) -> Tensor:
    """For each draw those before it and those after it, put together and averaged."""
    rows = [torch.cat([cost[:i], cost[i + 1 :]]).mean(0) for i in range(len(cost))]
    return torch.stack(rows)


def matrix_with_empty_diagonal(cost: Tensor) -> Tensor:
    """A matrix of weights that is 0 on its diagonal."""
    k = len(cost)
    weights = torch.full((k, k), 1 / (k - 1), dtype=cost.dtype, device=cost.device)
    weights.fill_diagonal_(0)
    return torch.einsum("ij,jb->ib", weights, cost)


def rolled_around(cost: Tensor) -> Tensor:
    """The draws are turned round k - 1 times and added up."""
    k = len(cost)
    return sum(torch.roll(cost, shift, dims=0) for shift in range(1, k)) / (k - 1)
