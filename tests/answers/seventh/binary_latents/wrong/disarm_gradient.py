"""Wrong answers to disarm_gradient."""

import torch
from torch import Tensor


def probability_of_one(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The last factor is the probability of a 1: the absolute value is forgotten."""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits)


def pair_as_if_independent(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Leave-one-out on the pair, as if it were two independent draws: no correction."""
    pi = torch.sigmoid(logits)
    first = (cost - other_cost)[:, None] * (z - pi)
    second = (other_cost - cost)[:, None] * (other - pi)
    return (first + second) / 2


def overflowing_factor(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The logistic function is a ratio of two exponentials, and nan for large logits."""
    grown = torch.exp(logits.abs())
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * grown / (1 + grown)


def sign_of_the_bits_lost(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """Asks only whether the bits differ, and not which of the two is 1."""
    differ = (z != other).to(logits.dtype)
    return 0.5 * (cost - other_cost)[:, None] * differ * torch.sigmoid(logits.abs())


def smaller_probability(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The last factor is the smaller one of the probabilities, and not the larger one."""
    pi = torch.sigmoid(logits)
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.minimum(pi, 1 - pi)
