"""Right answers to rsample_full_covariance."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def einsum_with_the_cholesky_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The Cholesky factor, and one einsum over the last axis of noise."""
    factor = torch.linalg.cholesky(covariance)
    return mean + torch.einsum("...ij,...j->...i", factor, noise)


def rows_times_the_transposed_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Noise as rows: they are multiplied with the factor transposed."""
    rows = noise.unsqueeze(-2) @ torch.linalg.cholesky(covariance).transpose(-1, -2)
    return rows.squeeze(-2) + mean


def factor_from_the_last_coordinate(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Another A: the Cholesky factor in the opposite order, which is upper triangular."""
    reversed_factor = torch.linalg.cholesky(covariance.flip(-1, -2))
    a = reversed_factor.flip(-1, -2)
    return mean + (a * noise.unsqueeze(-2)).sum(-1)


def factor_of_the_distribution(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """MultivariateNormal computes the factor; it multiplies the noise as a column."""
    q = MultivariateNormal(torch.zeros_like(mean), covariance_matrix=covariance)
    return torch.matmul(q.scale_tril, noise[..., None])[..., 0] + mean
