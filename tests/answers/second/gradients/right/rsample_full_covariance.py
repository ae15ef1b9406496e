"""Answers to rsample_full_covariance, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def rows_times_transposed(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Row vectors times the transposed factor."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (noise.unsqueeze(-2) @ factor.mT).squeeze(-2)


def upper_triangular_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """A is upper triangular: the Cholesky factor of the coordinates in reverse order."""
    reverse = torch.linalg.cholesky(covariance.flip(-1, -2)).flip(-1, -2)
    return mean + torch.einsum("...ij,...j->...i", reverse, noise)


def cholesky_by_hand(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Builds the factor column by column from scalars of the batch."""
    d = covariance.shape[-1]
    rows: list[list[Tensor]] = []
    for i in range(d):
        row: list[Tensor] = []
        for j in range(i + 1):
            rest = covariance[..., i, j]
            for k in range(j):
                rest = rest - row[k] * (row[k] if i == j else rows[j][k])
            row.append(rest.sqrt() if i == j else rest / rows[j][j])
        rows.append(row)
    parts = [sum(factor * noise[..., j] for j, factor in enumerate(row)) for row in rows]
    return mean + torch.stack(parts, -1)


def multiplied_and_summed(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Broadcasts the noise along the rows of L, and sums; L from the upper factor."""
    upper = torch.linalg.cholesky(covariance, upper=True)
    return mean + (upper.transpose(-1, -2) * noise[..., None, :]).sum(-1)
