"""Wrong answers to rsample_full_covariance."""

import torch
from torch import Tensor


def inverse_factor_of_the_precision(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Inverts the precision's factor without a transpose: the covariance of draws is another."""
    factor = torch.linalg.cholesky(torch.linalg.inv(covariance))
    root = torch.linalg.inv(factor)
    return mean + (root @ noise.unsqueeze(-1)).squeeze(-1)


def each_coordinate_by_itself(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Only the roots of the variances: the coordinates of the draws are uncorrelated."""
    std = covariance.diagonal(dim1=-2, dim2=-1).sqrt()
    return mean + std * noise


def jitter_on_the_diagonal(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Adds 1e-3 to all variances, which are too large where the covariance is that small."""
    jitter = 1e-3 * torch.eye(mean.shape[-1], dtype=mean.dtype, device=mean.device)
    factor = torch.linalg.cholesky(covariance + jitter)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)
