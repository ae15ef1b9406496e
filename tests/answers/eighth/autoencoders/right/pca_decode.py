"""Right answers to pca_decode."""

import torch
from torch import Tensor


def by_tensordot(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Contract the last axis of the codes with the first of the directions."""
    return torch.tensordot(z, directions, dims=1) + mean


def one_direction_more(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Begin with the mean image everywhere, and add one weighted direction after the other."""
    image = mean.expand(*z.shape[:-1], len(mean))
    for share, direction in zip(z.unbind(-1), directions, strict=True):
        image = image + share[..., None] * direction
    return image
