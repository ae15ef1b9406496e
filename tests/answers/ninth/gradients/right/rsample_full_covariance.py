"""Right answers to rsample_full_covariance."""

import torch
from torch import Tensor


def rsample_by_lower_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Multiplies columns of noise with the Cholesky factor."""
    factor = torch.linalg.cholesky(covariance)
    return mean + torch.einsum("...ij,...j->...i", factor, noise)


def rsample_by_upper_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Factors the covariance with its axes reversed, which gives an upper triangular A."""
    reversed_factor = torch.linalg.cholesky(covariance.flip((-2, -1)))
    upper = reversed_factor.flip((-2, -1))
    return (upper @ noise.unsqueeze(-1)).squeeze(-1) + mean
