"""Wrong answers to disarm_gradient."""

import torch
from torch import Tensor


def without_absolute(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The factor is the probability of a 1, wrong where the logit is negative."""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits)


def always_different(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The bits of a pair are taken to differ always, so bits that agree get a gradient too."""
    return 0.5 * (cost - other_cost)[:, None] * (2 * z - 1) * torch.sigmoid(logits.abs())


def smaller_probability(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The factor is the probability of the rarer value, how often the bits differ, halved."""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(-logits.abs())


def centred_differences(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The differences of the costs are centred over the batch, as if that were a baseline."""
    difference = cost - other_cost
    difference = difference - difference.mean()
    return 0.5 * difference[:, None] * (z - other) * torch.sigmoid(logits.abs())


def whole_difference(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The factor one half is missing."""
    return (cost - other_cost).unsqueeze(-1) * (z - other) * torch.sigmoid(logits.abs())
