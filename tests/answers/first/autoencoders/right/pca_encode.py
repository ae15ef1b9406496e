"""Right answers to pca_encode."""

import torch
from torch import Tensor
from torch.nn import functional as F


def one_matrix_product(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Matrix product with the transposed directions."""
    return (x - mean) @ directions.T


def einsum_over_pixels(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """einsum with an ellipsis for the batch."""
    return torch.einsum("...p,lp->...l", x - mean, directions)


def linear_layer(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """A linear layer whose weight is the matrix of directions."""
    return F.linear(torch.sub(x, mean), directions)


def loop_over_directions(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """One direction after the other: multiply, sum over the pixels, stack."""
    centred = x - mean
    codes = []
    for v in directions:
        codes.append((centred * v).sum(dim=-1))
    return torch.stack(codes, dim=-1)


def broadcast_and_sum(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """All products at once by broadcasting, then the sum over the last axis."""
    return ((x - mean).unsqueeze(-2) * directions).sum(-1)
