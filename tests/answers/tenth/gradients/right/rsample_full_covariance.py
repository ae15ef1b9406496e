"""Right answers to rsample_full_covariance."""

import torch
from torch import Tensor


def cholesky_times_columns(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The Cholesky factor times the noise as columns."""
    factor = torch.linalg.cholesky(covariance)
    return mean + torch.einsum("...ij,...j->...i", factor, noise)


def upper_triangular_root(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Another root: the Cholesky factor of the flipped matrix, flipped back, which is upper."""
    factor = torch.linalg.cholesky(covariance.flip(-2, -1)).flip(-2, -1)
    return mean + (factor * noise.unsqueeze(-2)).sum(dim=-1)
