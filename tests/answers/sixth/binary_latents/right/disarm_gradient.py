"""Right answers to disarm_gradient."""

import torch
from torch import Tensor


def formula(logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor) -> Tensor:
    """The formula of the text in one line."""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits.abs())


def larger_probability(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The factor is the larger of both probabilities of a bit; products by einsum."""
    pi = torch.sigmoid(logits)
    factor = torch.maximum(pi, torch.sigmoid(-logits))
    return torch.einsum("b,bl,bl->bl", (cost - other_cost) / 2, z - other, factor)


def cases(logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor) -> Tensor:
    """Example by example, with a sign where the bits differ and 0 where they agree."""
    result = torch.zeros_like(logits)
    for i in range(len(logits)):
        half = (cost[i] - other_cost[i]) / 2
        size = half / (1 + torch.exp(-torch.abs(logits[i])))
        result[i] = torch.where(z[i] > other[i], size, torch.where(z[i] < other[i], -size, 0.0))
    return result
