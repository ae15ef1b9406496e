"""Wrong answers to m_step."""

import torch
from torch import Tensor


def ridge_on_every_entry(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adds the ridge to all entries of a covariance, not to the diagonal."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    return counts / len(z), means, scatter / counts[:, None, None] + ridge


def divides_by_all_codes(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The scatter is divided by n, not by the count of its Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    return counts / len(z), means, scatter / len(z) + ridge * torch.eye(z.shape[1]).to(z)


def ridge_before_the_division(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adds the ridge to the sum, before it is divided by the count: the ridge shrinks with it."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    scatter = scatter + ridge * torch.eye(z.shape[1]).to(z)
    return counts / len(z), means, scatter / counts[:, None, None]


def around_the_mean_of_all(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Deviations are from the mean of all codes, not from the mean of each Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z - z.mean(0)
    scatter = torch.einsum("nc,ni,nj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1]).to(z)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def deviations_not_weighted(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The covariances count every code alike: their responsibilities are forgotten."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    covariances = torch.einsum("nci,ncj->cij", away, away) / len(z)
    return counts / len(z), means, covariances + ridge * torch.eye(z.shape[1]).to(z)


def weights_are_counts(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The weights are the counts themselves, which sum to n, not to 1."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1]).to(z)
    return counts, means, scatter / counts[:, None, None] + floor
