"""Right answers to disarm_gradient."""

import torch
from torch import Tensor


def product_of_three_factors(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Multiplies half the difference of the costs by that of the bits and by sigmoid(|a|)."""
    bits = z.to(logits.dtype) - other.to(logits.dtype)
    return 0.5 * (cost - other_cost)[:, None] * bits * torch.sigmoid(logits.abs())


def signed_where_the_bits_differ(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Goes over the bits, and gives the likelier value's probability the sign of the pair."""
    columns = []
    for j in range(logits.shape[1]):
        a, half = logits[:, j], (cost - other_cost) / 2
        likelier = torch.maximum(torch.sigmoid(a), torch.sigmoid(-a))
        signed = torch.where(z[:, j] > other[:, j], half, -half) * likelier
        columns.append(torch.where(z[:, j] == other[:, j], torch.zeros_like(signed), signed))
    return torch.stack(columns, 1)
