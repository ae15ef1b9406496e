"""Wrong answers to m_step."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def ridge_as_a_floor(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The ridge is a lower limit of the variances here; it is to be added to all of them."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / counts[:, None, None]
    diagonal = covariances.diagonal(dim1=-2, dim2=-1)
    return (
        counts / len(z),
        means,
        covariances + torch.diag_embed(diagonal.clamp_min(ridge) - diagonal),
    )


def responsibility_counted_twice(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Both factors of the outer product are weighted, so the responsibility counts with its square: right only if all are 0 or 1."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = responsibilities.T[..., None] * (z - means[:, None])
    return (
        counts / len(z),
        means,
        d.mT @ d / counts[:, None, None] + ridge * torch.eye(z.shape[1]).to(z),
    )


def unbiased_covariance(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Divided by the count minus 1: the best fit divides by the count."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d)
    return (
        counts / len(z),
        means,
        scatter / (counts - 1)[:, None, None] + ridge * torch.eye(z.shape[1]).to(z),
    )


def covariance_shared_by_all(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """All Gaussians get one covariance, that within the clusters together; each should have its own."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    tied = torch.einsum("nc,nci,ncj->ij", responsibilities, d, d) / len(z) + ridge * torch.eye(
        z.shape[1]
    ).to(z)
    return counts / len(z), means, tied.repeat(len(counts), 1, 1)


def spread_about_the_common_mean(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The covariances are taken about the mean of all codes, not about that of each Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z - z.mean(0)
    covariances = torch.einsum("nc,ni,nj->cij", responsibilities, d, d) / counts[:, None, None]
    return counts / len(z), means, covariances + ridge * torch.eye(z.shape[1]).to(z)


def weights_with_a_pseudocount(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """One code is added to each count in the weights: they are smoothed, not those that fit best."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / counts[:, None, None]
    return (
        (counts + 1) / (len(z) + len(counts)),
        means,
        covariances + ridge * torch.eye(z.shape[1]).to(z),
    )


def ridge_divided_by_the_count(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The ridge is added before the division by the count, so it shrinks with the number of codes."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) + ridge * torch.eye(
        z.shape[1]
    ).to(z)
    return counts / len(z), means, scatter / counts[:, None, None]


def no_gradient_from_covariance_to_responsibilities(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The responsibilities are detached in the covariances: no gradient reaches them from there."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    fixed = responsibilities.detach()
    d = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", fixed, d, d) / fixed.sum(0)[:, None, None]
    return counts / len(z), means, covariances + ridge * torch.eye(z.shape[1]).to(z)
