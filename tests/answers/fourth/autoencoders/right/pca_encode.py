"""Right answers to pca_encode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def einsum_over_the_pixels(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """One einsum in which the pixels are summed over."""
    return torch.einsum("...p,lp->...l", x - mean, directions)


def a_linear_layer(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """F.linear with the directions as the weight, and a bias that takes the mean away."""
    return F.linear(x, directions, -directions @ mean)


def one_direction_at_a_time(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """A list of inner products, one for each direction, stacked on the last axis."""
    centred = x - mean
    return torch.stack([(centred * v).sum(dim=-1) for v in directions], dim=-1)


def matrix_times_column(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Each image is a column vector, multiplied from the left."""
    column = (x - mean).unsqueeze(-1)
    return torch.matmul(directions, column).squeeze(-1)
