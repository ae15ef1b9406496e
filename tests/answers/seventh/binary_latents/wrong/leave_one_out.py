"""Wrong answers to leave_one_out."""

import torch
from torch import Tensor


def mean_of_all(cost: Tensor) -> Tensor:
    """The mean includes the draw's own cost."""
    return cost.mean(0, keepdim=True).expand_as(cost)


def next_draw(cost: Tensor) -> Tensor:
    """Each draw gets the cost of its neighbour alone, which is enough for two draws only."""
    return cost.roll(1, dims=0)


def written_for_two(cost: Tensor) -> Tensor:
    """The sum of the others is not divided by their number, which is 1 for two draws only."""
    return cost.sum(0) - cost


def other_observations(cost: Tensor) -> Tensor:
    """The others are those of the batch, and not the other draws."""
    batch = cost.shape[1]
    return (cost.sum(1, keepdim=True) - cost) / max(batch - 1, 1)


def squeezed(cost: Tensor) -> Tensor:
    """Drops the axis of a batch of one."""
    k = cost.shape[0]
    others = [(cost.sum(0) - cost[i]) / (k - 1) for i in range(k)]
    return torch.stack(others).squeeze()
