"""Right answers to pca_decode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def einsum_over_the_code(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """One einsum in which the numbers of the code are summed over."""
    return torch.einsum("...l,lp->...p", z, directions) + mean


def linear_layer_with_bias(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """F.linear: the weight is the directions, transposed, and the bias is the mean."""
    return F.linear(z, directions.T, bias=mean)


def adds_direction_after_direction(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Starts with the mean for each code, and adds one weighted direction after the other."""
    image = mean.expand(*z.shape[:-1], len(mean))
    for j in range(directions.shape[0]):
        image = image + z[..., j : j + 1] * directions[j]
    return image


def broadcast_and_sum(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """All weighted directions in one large tensor, summed over the code."""
    weighted = z.unsqueeze(-1) * directions
    return weighted.sum(dim=-2).add(mean)
