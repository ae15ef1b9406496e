"""Right answers to free_bits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def floor_plus_what_is_above(kl: Tensor, floor: float) -> Tensor:
    """Adds to the floor of each latent number what its mean has above, by a relu."""
    means = torch.einsum("bl->l", kl) / kl.shape[0]
    return (floor + F.relu(means - floor)).sum()


def latent_by_latent(kl: Tensor, floor: float) -> Tensor:
    """Goes through the latent numbers, and adds the mean or the floor, whichever is larger."""
    total = kl.new_zeros(())
    for column in kl.unbind(dim=1):
        mean = column.mean()
        total = total + (mean if mean > floor else mean.new_tensor(floor))
    return total + 0 * kl.sum()
