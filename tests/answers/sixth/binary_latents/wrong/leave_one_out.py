"""Wrong answers to leave_one_out."""

import torch
from torch import Tensor


def divided_by_all(cost: Tensor) -> Tensor:
    """The sum of the others is divided by k, not by k - 1."""
    return (cost.sum(0) - cost) / len(cost)


def divided_by_batch(cost: Tensor) -> Tensor:
    """The wrong axis is counted: the sum of the others is divided by batch - 1."""
    return (cost.sum(0) - cost) / (cost.shape[-1] - 1)


def neighbour(cost: Tensor) -> Tensor:
    """The cost of the next draw alone, which is the mean of the others for two draws only."""
    return cost.roll(-1, 0)


def those_before(cost: Tensor) -> Tensor:
    """The mean of the draws before it, as in a running baseline, not of all others."""
    count = torch.arange(len(cost), dtype=cost.dtype, device=cost.device)[:, None]
    return (cost.cumsum(0) - cost) / count.clamp(min=1)


def single_precision(cost: Tensor) -> Tensor:
    """The result is always float32, also for costs in another dtype."""
    result = torch.zeros(cost.shape, device=cost.device)
    for i in range(len(cost)):
        keep = [j for j in range(len(cost)) if j != i]
        result[i] = cost[keep].mean(0)
    return result
