"""Answers to rsample_full_covariance, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def row_times_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """noise @ L multiplies with L transposed: the covariance is L^T L."""
    return mean + (noise.unsqueeze(-2) @ torch.linalg.cholesky(covariance)).squeeze(-2)


def covariance_for_its_root(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The noise is multiplied with the covariance, not with a root of it."""
    return mean + (covariance @ noise.unsqueeze(-1)).squeeze(-1)


def variances_only(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Only the diagonal is used: the correlations are lost."""
    return mean + covariance.diagonal(dim1=-2, dim2=-1).sqrt() * noise


def factor_of_the_precision(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The factor belongs to the inverse: the draws have the precision as covariance."""
    factor = torch.linalg.cholesky(torch.linalg.inv(covariance))
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def axes_transposed(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The eigenvectors are transposed: the ellipse is turned the wrong way."""
    values, vectors = torch.linalg.eigh(covariance)
    return mean + (vectors.mT @ (values.sqrt() * noise).unsqueeze(-1)).squeeze(-1)


def jitter(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """0.01 is added to the diagonal, which is not small beside small variances."""
    d = covariance.shape[-1]
    factor = torch.linalg.cholesky(
        covariance + 1e-2 * torch.eye(d, dtype=covariance.dtype, device=covariance.device)
    )
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def unit_diagonal(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The rows of L are normalized: the draws have the correlations, but all variances are 1."""
    factor = torch.linalg.cholesky(covariance)
    factor = factor / factor.norm(dim=-1, keepdim=True)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


def factor_without_gradient(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The factor is detached: no gradient reaches the covariance."""
    factor = torch.linalg.cholesky(covariance.detach())
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)
