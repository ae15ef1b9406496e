"""Right answers to rsample_full_covariance."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def einsum_with_the_cholesky_factor(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The usual factor, the product by einsum, which broadcasts the leading axes."""
    return mean + torch.einsum("...ij,...j->...i", torch.linalg.cholesky(covariance), noise)


def factor_from_the_distribution(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """MultivariateNormal factorizes; the noise stands as a row before the transpose."""
    factor = MultivariateNormal(mean, covariance_matrix=covariance).scale_tril
    return (noise[..., None, :] @ factor.mT).squeeze(-2) + mean


def upper_factor_by_turning_around(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Cholesky of the matrix with both axes reversed, and back: A is upper triangular."""
    turned = torch.linalg.cholesky(covariance.flip(-1, -2)).flip(-1, -2)
    return mean + (turned * noise.unsqueeze(-2)).sum(dim=-1)


def column_after_column(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Cholesky by hand: takes one column out of what is left of the matrix, and uses it at once."""
    left = (covariance + covariance.mT) / 2
    draw = mean
    for j in range(covariance.shape[-1]):
        column = left[..., :, j] / left[..., j, j, None].sqrt()
        keep = (torch.arange(column.shape[-1], device=column.device) >= j).to(column.dtype)
        column = column * keep
        left = left - column[..., :, None] * column[..., None, :]
        draw = draw + column * noise[..., j, None]
    return draw


def symmetric_root_by_iteration(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """The symmetric square root, by the iteration of Denman and Beavers in float64."""
    size = covariance.double().diagonal(dim1=-2, dim2=-1).sum(-1)[..., None, None]
    root = covariance.double() / size
    other = torch.eye(covariance.shape[-1], dtype=root.dtype, device=root.device).expand_as(root)
    for _ in range(30):
        root, other = (root + torch.linalg.inv(other)) / 2, (other + torch.linalg.inv(root)) / 2
    moved = (root * size.sqrt()) @ noise.double().unsqueeze(-1)
    return mean + moved.squeeze(-1).to(mean.dtype)


def root_of_the_precision(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """With P = R R^T the inverse of the covariance, A = R^-T; a triangular solve, in float64."""
    precision = torch.linalg.inv(covariance.double())
    factor = torch.linalg.cholesky((precision + precision.mT) / 2)
    moved = torch.linalg.solve_triangular(factor.mT, noise.double()[..., None], upper=True)
    return mean + moved[..., 0].to(mean.dtype)
