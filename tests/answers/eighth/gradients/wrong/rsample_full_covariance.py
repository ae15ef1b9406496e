"""Wrong answers to rsample_full_covariance."""

import torch
from torch import Tensor


def symmetric_root_by_eigenvectors(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Its draws are right, but eigenvalues that tie make the gradient in the covariance NaN."""
    values, vectors = torch.linalg.eigh(covariance)
    root = (vectors * values.sqrt().unsqueeze(-2)) @ vectors.mT
    return mean + (root @ noise.unsqueeze(-1)).squeeze(-1)


def deviations_on_the_wrong_side(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Scales the columns of the correlations' factor, not its rows: right for equal variances."""
    std = covariance.diagonal(dim1=-2, dim2=-1).sqrt()
    correlations = covariance / (std.unsqueeze(-1) * std.unsqueeze(-2))
    factor = torch.linalg.cholesky(correlations) * std.unsqueeze(-2)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def noise_taken_for_a_matrix(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Multiplies rows of noise by L transposed: of several covariances each meets all noise."""
    return mean + noise @ torch.linalg.cholesky(covariance).mT
