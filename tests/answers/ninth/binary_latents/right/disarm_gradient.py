"""Right answers to disarm_gradient."""

import torch
from torch import Tensor


def three_factors_by_einsum(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Half the difference of the costs, that of the bits, and the larger of pi and 1 - pi."""
    pi = torch.sigmoid(logits)
    larger = torch.maximum(pi, torch.sigmoid(-logits))
    return torch.einsum("b,bl,bl->bl", (cost - other_cost) / 2, z - other, larger)


def where_the_bits_differ(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Plus or minus half the difference where the bits differ, zeros where they agree."""
    half = 0.5 * (cost - other_cost).unsqueeze(-1) * torch.sigmoid(logits.abs())
    signed = torch.where(z > other, half, -half)
    return torch.where(z == other, torch.zeros_like(half), signed)
