"""Right answers to variance_parts."""

import torch
from torch import Tensor


def squares_and_squares_of_sums(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Takes the variances off the variance of the centred rows' sums."""
    repetitions, m = values.shape
    left = values - values.mean(0)
    factor = (n / m) ** 2 / (repetitions - 1)
    variances = factor * (left**2).sum()
    return variances, factor * (left.sum(1) ** 2).sum() - variances


def matrix_of_covariances(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Makes the matrix of all covariances, and sums its diagonal and twice what is above it."""
    repetitions, m = values.shape
    left = values - values.mean(0, keepdim=True)
    matrix = torch.einsum("ri,rj->ij", left, left) / (repetitions - 1) * (n / m) ** 2
    return torch.trace(matrix), 2 * torch.triu(matrix, 1).sum()
