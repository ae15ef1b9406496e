"""Wrong answers to m_step."""

import torch
from torch import Tensor


def ridge_on_every_entry(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adds the ridge to all entries of a covariance, so that off-diagonal ones are too large."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    centred = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", responsibilities, centred, centred)
    return counts / len(z), means, covariances / counts[:, None, None] + ridge


def spread_around_the_common_mean(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Measures covariances around the mean of all codes and not of the Gaussian: too large."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    centred = z - z.mean(0)
    covariances = torch.einsum("nc,ni,nj->cij", responsibilities, centred, centred)
    covariances = covariances / counts[:, None, None] + ridge * torch.eye(z.shape[1]).to(z)
    return counts / len(z), means, covariances


def each_code_to_its_favourite(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Rounds the responsibilities to 0 and 1, as k-means does, and loses their gradients."""
    hard = torch.zeros_like(responsibilities)
    hard[torch.arange(len(z)), responsibilities.argmax(1)] = 1
    counts = hard.sum(0).clamp(min=1)
    means = hard.T @ z / counts[:, None]
    centred = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", hard, centred, centred)
    covariances = covariances / counts[:, None, None] + ridge * torch.eye(z.shape[1]).to(z)
    return hard.mean(0), means, covariances
