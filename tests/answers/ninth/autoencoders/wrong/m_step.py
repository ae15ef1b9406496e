"""Wrong answers to m_step."""

import torch
from torch import Tensor


def ridge_on_every_entry(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adds the ridge to all entries of a covariance, not to the diagonal alone."""
    count = responsibilities.sum(0)
    means = responsibilities.T @ z / count[:, None]
    rest = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, rest, rest)
    return count / len(z), means, scatter / count[:, None, None] + ridge


def divided_by_count_minus_one(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Divides by N_c - 1 as for a sample's variance: covariances too large for small N_c."""
    count = responsibilities.sum(0)
    means = responsibilities.T @ z / count[:, None]
    rest = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, rest, rest)
    eye = torch.eye(z.shape[1]).to(z)
    return count / len(z), means, scatter / (count - 1)[:, None, None] + ridge * eye


def spread_around_the_common_mean(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Measures each covariance around the mean of all codes: too broad for all but one Gaussian."""
    count = responsibilities.sum(0)
    means = torch.einsum("nc,ni->ci", responsibilities, z) / count[:, None]
    rest = z - z.mean(0)
    scatter = torch.einsum("nc,ni,nj->cij", responsibilities, rest, rest)
    eye = torch.eye(z.shape[1]).to(z)
    return count / len(z), means, scatter / count[:, None, None] + ridge * eye
