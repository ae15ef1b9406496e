"""Wrong answers to rsample_full_covariance."""

import torch
from torch import Tensor


def factor_transposed(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """L transposed multiplies the noise: the covariance is L^T L, another matrix."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (factor.mT @ noise.unsqueeze(-1)).squeeze(-1)


def covariance_as_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The noise is multiplied with the covariance itself: the draws have its square."""
    return mean + (covariance @ noise.unsqueeze(-1)).squeeze(-1)


def only_the_variances(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Only the diagonal is used: the correlations are lost."""
    deviation = torch.diagonal(covariance, dim1=-2, dim2=-1).sqrt()
    return mean + deviation * noise


def noise_of_length_one(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The noise is brought to length 1 first: the draws lie on an ellipse and are not normal."""
    factor = torch.linalg.cholesky(covariance)
    direction = noise / noise.norm(dim=-1, keepdim=True)
    return mean + (factor @ direction.unsqueeze(-1)).squeeze(-1)


def root_of_each_entry(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The root of each entry is not a root of the matrix, and nan for negative covariances."""
    return mean + (covariance.sqrt() @ noise.unsqueeze(-1)).squeeze(-1)


def factor_of_the_inverse(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The factor belongs to the inverse of the covariance."""
    factor = torch.linalg.cholesky(torch.linalg.inv(covariance))
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def factor_detached(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The factor is computed under no_grad: no gradient reaches the covariance."""
    with torch.no_grad():
        factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def one_covariance_only(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """noise @ L.mT is right for one matrix, but pairs every row of noise with every matrix of a batch."""
    factor = torch.linalg.cholesky(covariance)
    return mean + noise @ factor.mT


def jitter_on_the_diagonal(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """0.01 is added to the diagonal, so the draws have another covariance."""
    d = covariance.shape[-1]
    jitter = 1e-2 * torch.eye(d, dtype=covariance.dtype, device=covariance.device)
    factor = torch.linalg.cholesky(covariance + jitter)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def all_unit_axes_squeezed(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """squeeze() without an axis also removes leading axes of size 1, and the last for d = 1."""
    factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze()
