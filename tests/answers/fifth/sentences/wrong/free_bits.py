"""Wrong answers to free_bits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def floor_of_each_sentence(kl: Tensor, floor: float) -> Tensor:
    """The floor is applied to each sentence, before the mean over the batch."""
    return kl.clamp(min=floor).mean(0).sum()


def floor_of_the_sum(kl: Tensor, floor: float) -> Tensor:
    """All latent numbers share the floors, so one that is used pays for the others."""
    return kl.mean(0).sum().clamp(min=floor * kl.shape[1])


def floor_subtracted(kl: Tensor, floor: float) -> Tensor:
    """Counts only what is above the floor."""
    return F.relu(kl.mean(0) - floor).sum()


def gradient_under_the_floor(kl: Tensor, floor: float) -> Tensor:
    """The value is right, but what is free still has the gradient of a price."""
    mean = kl.mean(0)
    return (mean + (floor - mean).clamp(min=0).detach()).sum()


def free_or_full(kl: Tensor, floor: float) -> Tensor:
    """What is below the floor counts as 0 and not as the floor."""
    mean = kl.mean(0)
    return torch.where(mean > floor, mean, 0.0).sum()


def axes_exchanged(kl: Tensor, floor: float) -> Tensor:
    """The floor is applied to sums over the latent numbers, sentence by sentence."""
    return kl.sum(1).clamp(min=floor).mean()
