"""Wrong answers to leave_one_out."""

import torch
from torch import Tensor


def equal_costs_left_out(cost: Tensor) -> Tensor:
    """Draws with the same cost as the own one are left out too, and nan comes where all agree."""
    different = (cost[None] != cost[:, None]).to(cost.dtype)
    return (different * cost[None]).sum(1) / different.sum(1)


def the_next_draw(cost: Tensor) -> Tensor:
    """The baseline is one other draw, which is the mean of the others for two draws only."""
    return torch.roll(cost, 1, dims=0)


def divided_by_all(cost: Tensor) -> Tensor:
    """The sum of the k - 1 others is divided by k."""
    k = len(cost)
    return (cost.sum(0) - cost) / k


def other_observations(cost: Tensor) -> Tensor:
    """The mean of the other observations of the batch, not of the other draws."""
    return (cost.sum(-1, keepdim=True) - cost) / max(cost.shape[-1] - 1, 1)


def single_precision(cost: Tensor) -> Tensor:
    """The table that is filled has single precision, whatever the precision of the costs."""
    result = torch.empty(cost.shape, device=cost.device)
    for i in range(len(cost)):
        keep = torch.arange(len(cost), device=cost.device) != i
        result[i] = cost[keep].mean(0)
    return result


def earlier_draws(cost: Tensor) -> Tensor:
    """The mean of the draws before each one, and nothing for the first."""
    before = cost.cumsum(0) - cost
    count = torch.arange(len(cost), dtype=cost.dtype, device=cost.device).clamp(min=1)
    return before / count[:, None]
