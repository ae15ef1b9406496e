"""Right answers to rsample_full_covariance."""

import torch
from torch import Tensor


def cholesky_times_column(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The Cholesky factor times a column of noise."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def einsum_over_last_axis(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """einsum with an ellipsis for the leading axes, and minus the factor, which is as good."""
    factor = -torch.linalg.cholesky(covariance)
    return mean + torch.einsum("...ij,...j->...i", factor, noise)


def upper_triangular_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The upper triangular A with A A^T = covariance: Cholesky with the axes reversed."""
    reverse = torch.linalg.cholesky(covariance.flip(-2, -1))
    upper = reverse.flip(-2, -1)
    return (upper * noise.unsqueeze(-2)).sum(dim=-1) + mean


def cholesky_by_hand(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The Cholesky factor written out in loops over rows and columns."""
    d = covariance.shape[-1]
    entry = {}
    for i in range(d):
        for j in range(i + 1):
            rest = covariance[..., i, j]
            for k in range(j):
                rest = rest - entry[i, k] * entry[j, k]
            entry[i, j] = rest.sqrt() if i == j else rest / entry[j, j]
    moved = []
    for i in range(d):
        moved.append(mean[..., i] + sum(entry[i, j] * noise[..., j] for j in range(i + 1)))
    return torch.stack(moved, dim=-1)


def from_the_precision(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """A triangular system with the factor of the inverse covariance, in double precision."""
    precision = torch.linalg.inv(covariance.double())
    lower = torch.linalg.cholesky((precision + precision.mT) / 2)
    column = noise.double()[..., None]
    moved = torch.linalg.solve_triangular(lower.mT, column, upper=True)
    return mean + moved[..., 0].to(mean.dtype)
