"""Wrong answers to pca_encode."""

import torch
from torch import Tensor


def mean_forgotten(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Never subtracts the mean: all codes are shifted by that of the mean image."""
    return x @ directions.T


def least_squares_code(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The pseudo-inverse: no inner products where the directions are not orthonormal."""
    return (x - mean) @ torch.linalg.pinv(directions)


def mean_without_gradient(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Detaches the mean as if it were data: the right codes, but no gradient reaches the mean."""
    return torch.einsum("...p,lp->...l", x - mean.detach(), directions)
