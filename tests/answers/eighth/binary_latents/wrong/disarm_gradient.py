"""Wrong answers to disarm_gradient."""

import torch
from torch import Tensor


def sigmoid_of_the_logit_itself(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Corrects by pi, which is the right factor for logits from 0 up only."""
    half = 0.5 * (cost - other_cost)[:, None]
    return half * (z - other) * torch.sigmoid(logits)


def factor_from_two_exponentials(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Divides infinity by infinity for logits beyond some 88 (in float32), and gives NaN."""
    large = logits.abs().exp()
    return torch.einsum("b,bd->bd", (cost - other_cost) / 2, (z - other) * large / (1 + large))


def leave_one_out_of_the_pair(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Treats the pair as two independent draws, so the bias of the antithetic bits stays."""
    pi = torch.sigmoid(logits)
    first = (cost - other_cost)[:, None] * (z - pi)
    second = (other_cost - cost)[:, None] * (other - pi)
    return (first + second) / 2
