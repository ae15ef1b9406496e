"""Wrong answers to disarm_gradient."""

import torch
from torch import Tensor


def probability_of_a_one(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The last factor is the probability of a 1, which is too small for negative logits."""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits).abs()


def independent_pair(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Leave-one-out of two draws, as if the codes of a pair were independent."""
    pi = torch.sigmoid(logits)
    first = (cost - other_cost)[:, None] * (z - pi)
    second = (other_cost - cost)[:, None] * (other - pi)
    return (first + second) / 2


def complement(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The second code is taken for the complement of the first, so bits that agree count too."""
    half = 0.5 * (cost - other_cost)
    return half[:, None] * (2 * z - 1) * torch.sigmoid(logits.abs())


def sign_lost(logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor) -> Tensor:
    """Only whether the bits differ counts, not which of the two codes has the 1."""
    differ = (z != other).to(logits.dtype)
    return 0.5 * (cost - other_cost)[:, None] * differ * torch.sigmoid(logits.abs())


def overflowing_logistic(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The logistic function is written with exp of the positive number, nan for large logits."""
    odds = logits.abs().exp()
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * odds / (1 + odds)


def differences_in_wrong_rows(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The differences of the costs are spread so that they land in other pairs' rows."""
    batch, latent = logits.shape
    gap = (cost - other_cost).repeat(latent).reshape(batch, latent)
    return 0.5 * gap * (z - other) * torch.sigmoid(logits.abs())
