"""Right answers to rsample_full_covariance."""

import torch
from torch import Tensor
from torch.nn.functional import pad


def factor_from_the_last_corner(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Takes the upper triangular factor, the Cholesky factor of the coordinates in reverse."""
    upper = torch.linalg.cholesky(covariance.flip(-1, -2)).flip(-1, -2)
    return mean + torch.einsum("...ij,...j->...i", upper, noise)


def one_column_after_the_other(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Adds a column times its noise and goes on with what it leaves of the covariance."""
    left = (covariance + covariance.mT) / 2
    draws = mean
    for j in range(mean.shape[-1]):
        column = left[..., :, 0] / left[..., :1, 0].sqrt()
        draws = draws + pad(column, (j, 0)) * noise[..., j : j + 1]
        left = (left - column[..., :, None] * column[..., None, :])[..., 1:, 1:]
    return draws
