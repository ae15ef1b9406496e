"""Wrong answers to m_step."""

import torch
from torch import Tensor


def ridge_on_every_entry(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adds the ridge to all entries of the covariances, not to their diagonal only."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    return counts / len(z), means, scatter / counts[:, None, None] + ridge


def ridge_before_the_division(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adds the ridge to the sums, and divides it by the count together with them."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, (scatter + floor) / counts[:, None, None]


def ridge_as_a_lower_bound(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Raises the diagonal to at least the ridge instead of adding the ridge to it."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    covariances = scatter / counts[:, None, None]
    diagonal = torch.diagonal(covariances, dim1=-2, dim2=-1)
    return counts / len(z), means, covariances + torch.diag_embed((ridge - diagonal).clamp(min=0))


def one_covariance_shared(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Pools the scatter of all Gaussians into one covariance for each of them."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    pooled = scatter.sum(0) / len(z) + floor
    return counts / len(z), means, pooled.expand_as(scatter)


def around_the_common_mean(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The covariances are around the mean of all codes, not around the mean of the Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z - z.mean(0)
    scatter = torch.einsum("nc,ni,nj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def second_moment_in_the_given_dtype(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """E[zz] - mm without centring: in float32 nothing is left for codes that are far from 0."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    second = torch.einsum("nc,ni,nj->cij", responsibilities, z, z) / counts[:, None, None]
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, second - means[:, :, None] * means[:, None] + floor


def responsibilities_squared(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Scales both factors of the outer product: each responsibility counts squared."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = responsibilities[..., None] * (z[:, None] - means)
    scatter = torch.einsum("nci,ncj->cij", away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def unbiased_denominator(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Divides the scatter by the count minus 1 (at least 0.1)."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, scatter / (counts - 1).clamp(min=0.1)[:, None, None] + floor


def normalized_in_place(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Divides the responsibilities of the caller by the counts, in place."""
    counts = responsibilities.sum(0)
    responsibilities /= counts
    means = responsibilities.T @ z
    away = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, covariances + floor


def covariances_of_hard_labels(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Weights and means are right; for the covariances each code counts for its likeliest Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    labels = responsibilities.argmax(1)
    hard = torch.nn.functional.one_hot(labels, len(counts)).to(z.dtype)
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", hard, away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, scatter / hard.sum(0).clamp(min=1)[:, None, None] + floor
