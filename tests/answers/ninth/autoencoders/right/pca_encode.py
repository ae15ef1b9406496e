"""Right answers to pca_encode."""

import torch
from torch import Tensor


def one_matrix_product(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The centred images times the transposed directions."""
    return (x - mean) @ directions.T


def direction_by_direction(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """A loop over the directions, one inner product each, stacked on the last axis."""
    centred = x - mean
    return torch.stack([(centred * direction).sum(-1) for direction in directions], -1)
