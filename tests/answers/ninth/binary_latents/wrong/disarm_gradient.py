"""Wrong answers to disarm_gradient."""

import torch
from torch import Tensor


def sigmoid_of_the_signed_logit(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Forgets the absolute value: the factor is too small for negative logits."""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits)


def difference_without_sign(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Only asks whether the bits differ: the wrong sign where the other code has the 1."""
    differ = (z != other).to(logits.dtype)
    return 0.5 * (cost - other_cost)[:, None] * differ * torch.sigmoid(logits.abs())


def one_factor_for_the_code(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Multiplies the factors of all bits of a code: right for one bit, too small for more."""
    factor = torch.sigmoid(logits.abs()).prod(-1, keepdim=True)
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * factor
