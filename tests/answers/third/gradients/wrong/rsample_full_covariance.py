"""Wrong answers to rsample_full_covariance."""

import torch
from torch import Tensor


def factor_transposed(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Uses L^T for L: the draws have the covariance L^T L."""
    factor = torch.linalg.cholesky(covariance, upper=True)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def covariance_for_its_root(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Multiplies the noise with the covariance itself: right only for the identity."""
    return mean + torch.einsum("...ij,...j->...i", covariance, noise)


def standard_deviations_only(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Uses the diagonal only: right variances, no correlation."""
    return mean + covariance.diagonal(dim1=-2, dim2=-1).sqrt() * noise


def root_of_each_entry(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Takes the square root entry by entry, with signs: right only for diagonal matrices."""
    root = covariance.sign() * covariance.abs().clamp(min=1e-12).sqrt()
    return mean + (root @ noise.unsqueeze(-1)).squeeze(-1)


def covariance_without_a_gradient(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The factor is computed under no_grad: the gradient reaches the mean only."""
    with torch.no_grad():
        factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def not_rotated_back(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """A = sqrt(D) V^T from the eigenvalues and eigenvectors: A A^T is diagonal."""
    values, vectors = torch.linalg.eigh(covariance)
    factor = values.sqrt()[..., :, None] * vectors.mT
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def root_by_eigenvectors(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """V sqrt(D): right values, but the gradient is NaN where two eigenvalues are equal."""
    values, vectors = torch.linalg.eigh(covariance)
    factor = vectors * values.sqrt()[..., None, :]
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def jitter_on_the_diagonal(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Adds 1e-3 to the variances: wrong for narrow Gaussians."""
    identity = torch.eye(mean.shape[-1], dtype=mean.dtype, device=mean.device)
    factor = torch.linalg.cholesky(covariance + 1e-3 * identity)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def rows_times_a_matrix(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """noise @ L^T pairs all rows with all matrices: right only if there is one covariance."""
    return mean + noise @ torch.linalg.cholesky(covariance).mT


def root_of_the_correlation(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Factorizes the correlation matrix and forgets to stretch again: right for variances of 1."""
    std = covariance.diagonal(dim1=-2, dim2=-1).sqrt()
    factor = torch.linalg.cholesky(covariance / (std[..., :, None] * std[..., None, :]))
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def root_of_the_inverse(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Uses the Cholesky factor of the precision: the draws have its covariance."""
    factor = torch.linalg.cholesky(torch.linalg.inv(covariance))
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def mean_is_turned_too(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Adds the mean before the product: right only for the mean 0."""
    factor = torch.linalg.cholesky(covariance)
    return (factor @ (mean + noise).unsqueeze(-1)).squeeze(-1)
