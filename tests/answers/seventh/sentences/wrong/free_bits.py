"""Wrong answers to free_bits."""

import torch
from torch import Tensor


def each_sentence_by_itself(kl: Tensor, floor: float) -> Tensor:
    """The floor is applied to each sentence's divergences, before the mean over the batch."""
    return kl.clamp(min=floor).mean(0).sum()


def floor_of_the_sum(kl: Tensor, floor: float) -> Tensor:
    """One floor for all latent numbers together, which lets one of them pay for the others."""
    return kl.sum(1).mean().clamp(min=floor * kl.shape[1])


def only_what_is_above(kl: Tensor, floor: float) -> Tensor:
    """What is free costs nothing, where it should cost the floor."""
    return torch.relu(kl.mean(0) - floor).sum()


def gradient_below_the_floor(kl: Tensor, floor: float) -> Tensor:
    """The value has the floor, but the gradient is passed on below it as well."""
    mean = kl.mean(0)
    return (mean + (mean.clamp(min=floor) - mean).detach()).sum()


def mean_over_the_numbers(kl: Tensor, floor: float) -> Tensor:
    """The mean is taken over the latent numbers and the sum over the sentences."""
    return kl.mean(-1).clamp(min=floor).sum()
