"""Right answers to free_bits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def clamped_means(kl: Tensor, floor: float) -> Tensor:
    """Mean, clamp, sum."""
    return kl.mean(0).clamp(min=floor).sum()


def maximum_with_floor(kl: Tensor, floor: float) -> Tensor:
    """torch.maximum with a tensor of the floor; einsum for the mean."""
    batch = kl.shape[0]
    mean = torch.einsum("bl->l", kl) / batch
    return torch.maximum(mean, torch.full_like(mean, floor)).sum(dim=0)


def what_is_above(kl: Tensor, floor: float) -> Tensor:
    """The floor of all, and by ReLU what the means have above it."""
    above = F.relu(kl.mean(dim=0) - floor)
    return kl.shape[1] * floor + above.sum()


def number_by_number(kl: Tensor, floor: float) -> Tensor:
    """A loop over the latent numbers with an if."""
    total = kl.new_zeros(())
    for column in kl.T:
        mean = column.sum() / len(column)
        total = total + (mean if mean > floor else 0 * mean + floor)
    return total
