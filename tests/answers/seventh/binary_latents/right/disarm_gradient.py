"""Right answers to disarm_gradient."""

import torch
from torch import Tensor


def product_of_three(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The three factors, as in the text."""
    half = (cost - other_cost).unsqueeze(1) / 2
    return half * (z - other) * logits.abs().sigmoid()


def larger_probability(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The last factor as the larger one of the probabilities of 1 and of 0; einsum for the rest."""
    larger = torch.maximum(torch.sigmoid(logits), torch.sigmoid(-logits))
    return torch.einsum("b,bj,bj->bj", 0.5 * (cost - other_cost), z - other, larger)


def cases_of_the_bits(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Row by row, with plus for 1 and 0, minus for 0 and 1, and 0 for equal bits."""
    found = torch.zeros_like(logits)
    for row in range(logits.shape[0]):
        gap = 0.5 * (cost[row] - other_cost[row])
        size = gap / (1 + torch.exp(-logits[row].abs()))
        up, down = z[row] > other[row], z[row] < other[row]
        found[row] = torch.where(up, size, torch.where(down, -size, torch.zeros_like(size)))
    return found
