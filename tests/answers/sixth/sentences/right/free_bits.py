"""Right answers to free_bits."""

import torch
from torch import Tensor


def clamped(kl: Tensor, floor: float) -> Tensor:
    """Mean, clamp and sum."""
    return kl.mean(0).clamp(min=floor).sum()


def floor_and_excess(kl: Tensor, floor: float) -> Tensor:
    """What the floors cost together, and what the means have above them."""
    excess = torch.relu(torch.einsum("bl->l", kl) / len(kl) - floor)
    return excess.sum() + floor * kl.shape[1]


def number_by_number(kl: Tensor, floor: float) -> Tensor:
    """A loop over the latent numbers that takes the larger of two tensors."""
    least = torch.tensor(floor, dtype=kl.dtype, device=kl.device)
    total = torch.zeros((), dtype=kl.dtype, device=kl.device)
    for column in kl.unbind(1):
        total = total + torch.maximum(column.sum() / column.numel(), least)
    return total
