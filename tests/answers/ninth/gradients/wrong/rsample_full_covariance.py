"""Wrong answers to rsample_full_covariance."""

import torch
from torch import Tensor


def eigenvectors_the_wrong_way_round(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Rotates with V^T in place of V, right only if V is symmetric, as it may be for d = 2."""
    values, vectors = torch.linalg.eigh(covariance)
    scaled = (values.sqrt() * noise).unsqueeze(-1)
    return mean + (vectors.mT @ scaled).squeeze(-1)


def factor_of_the_correlations(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Divides the covariance by both standard deviations, right only for variances of 1."""
    std = covariance.diagonal(dim1=-2, dim2=-1).sqrt()
    correlation = covariance / (std.unsqueeze(-1) * std.unsqueeze(-2))
    factor = torch.linalg.cholesky(correlation)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def jitter_on_the_diagonal(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Adds 0.01 to all variances to be safe, so draws of a narrow normal spread too far."""
    identity = torch.eye(covariance.shape[-1], dtype=covariance.dtype, device=covariance.device)
    factor = torch.linalg.cholesky(covariance + 0.01 * identity)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)
