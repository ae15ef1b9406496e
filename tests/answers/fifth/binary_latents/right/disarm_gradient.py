"""Right answers to disarm_gradient."""

import torch
from torch import Tensor


def as_in_the_text(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The formula of the text in one line."""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits.abs())


def sign_where_different(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The formula of the paper: a sign from the second code, where both codes differ."""
    size = (0.5 * (cost - other_cost)).unsqueeze(-1) * torch.sigmoid(logits.abs())
    signed = torch.where(other > 0.5, -size, size)
    return torch.where(z != other, signed, torch.zeros_like(signed))


def larger_probability(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The last factor as the larger one of both probabilities, the product by einsum."""
    likely = torch.maximum(torch.sigmoid(logits), torch.sigmoid(-logits))
    return torch.einsum("b,bl,bl->bl", (cost - other_cost) / 2, z - other, likely)


def pair_after_pair(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """A loop over the batch, both codes' shares apart."""
    estimate = torch.empty_like(logits)
    for i in range(len(logits)):
        factor = 1 / (1 + torch.exp(-logits[i].abs()))
        first = cost[i] * (z[i] - other[i])
        second = other_cost[i] * (other[i] - z[i])
        estimate[i] = factor * (first + second) / 2
    return estimate
