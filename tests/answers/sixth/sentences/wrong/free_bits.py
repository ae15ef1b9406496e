"""Wrong answers to free_bits."""

import torch
from torch import Tensor


def floor_for_each_sentence(kl: Tensor, floor: float) -> Tensor:
    """Applies the floor to each sentence before the mean over the batch."""
    return kl.clamp(min=floor).mean(0).sum()


def floor_for_all_together(kl: Tensor, floor: float) -> Tensor:
    """Compares the sum over the latent numbers with the sum of their floors."""
    return kl.mean(0).sum().clamp(min=floor * kl.shape[1])


def gradient_below_the_floor(kl: Tensor, floor: float) -> Tensor:
    """Lifts the means to the floor by a constant, so that they keep their gradient below it."""
    means = kl.mean(0)
    lift = (floor - means).clamp(min=0).detach()
    return (means + lift).sum()


def floor_costs_nothing(kl: Tensor, floor: float) -> Tensor:
    """Counts only what is above the floor, so a divergence below it counts with 0."""
    return (kl.mean(0) - floor).clamp(min=0).sum()


def mean_over_the_numbers(kl: Tensor, floor: float) -> Tensor:
    """Takes the mean over the latent numbers and the sum over the sentences."""
    return torch.clamp(kl.mean(-1), min=floor).sum()
