"""Right answers to pca_decode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def matrix_product_plus_mean(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Matrix product of codes and directions, plus the mean."""
    return mean + z @ directions


def einsum_over_latent(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """einsum with an ellipsis for the batch."""
    return torch.einsum("...l,lp->...p", z, directions) + mean


def linear_with_bias(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """A linear layer with the transposed directions as weight and the mean as bias."""
    return F.linear(z, directions.T, mean)


def add_direction_by_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Starts at the mean and adds one weighted direction after the other."""
    image = mean.expand(*z.shape[:-1], mean.shape[0])
    for j in range(directions.shape[0]):
        image = image + z[..., j, None] * directions[j]
    return image


def mean_as_one_more_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Appends the mean to the directions and a 1 to each code."""
    ones = torch.ones_like(z[..., :1])
    return torch.cat([z, ones], -1) @ torch.cat([directions, mean.unsqueeze(0)], 0)
