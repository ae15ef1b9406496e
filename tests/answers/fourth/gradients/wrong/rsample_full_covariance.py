"""Wrong answers to rsample_full_covariance."""

import torch
from torch import Tensor


def noise_times_the_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Rows of noise times L, not times L transposed: the covariance is L^T L."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (noise.unsqueeze(-2) @ factor).squeeze(-2)


def squeezes_everything(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """squeeze() without an axis also removes a batch of one, or d = 1."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze()


def noise_of_its_own(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Draws new noise, and uses the shape of the given one only."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ torch.randn_like(noise).unsqueeze(-1)).squeeze(-1)


def only_the_diagonal(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Multiplies with the standard deviations: the coordinates come out uncorrelated."""
    return mean + covariance.diagonal(dim1=-2, dim2=-1).sqrt() * noise


def covariance_times_noise(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Multiplies with the covariance itself, not with a root of it."""
    return mean + (covariance @ noise.unsqueeze(-1)).squeeze(-1)


def factor_is_detached(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The factor is computed without a graph: no gradient reaches the covariance."""
    with torch.no_grad():
        factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)
