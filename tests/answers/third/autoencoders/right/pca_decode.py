"""Right answers to pca_decode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def linear_layer_with_a_bias(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """F.linear: the transposed directions are its weight, the mean is its bias."""
    return F.linear(z, directions.T, mean)


def weighted_directions_added_up(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Starts from the mean and adds one weighted direction after the other."""
    image = mean.expand(*z.shape[:-1], mean.shape[0])
    for j in range(directions.shape[0]):
        image = image + z[..., j, None] * directions[j]
    return image


def contraction_over_the_code(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """tensordot over the last axis of z and the first of the directions."""
    return torch.tensordot(z, directions, dims=1).add(mean)


def products_and_a_sum(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Broadcasts code times direction to (..., latent, pixels) and sums over the code."""
    return (z.unsqueeze(-1) * directions).sum(dim=-2) + mean


def flat_addmm(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """torch.addmm on a flat table of codes; the axes in front come back at the end."""
    table = torch.addmm(mean, z.reshape(-1, z.shape[-1]), directions)
    return table.reshape(z.shape[:-1] + mean.shape)
