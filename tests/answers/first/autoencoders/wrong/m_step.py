"""Wrong answers to m_step."""

import torch
from torch import Tensor


def weights_not_normalized(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The weights are counts: they are not divided by the number of codes."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    cov = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / counts[:, None, None]
    return counts, means, cov + ridge * torch.eye(z.shape[1]).to(z)


def means_divided_by_all(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The means are divided by the number of all codes, not by that of each Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / len(z)
    d = z[:, None] - means
    cov = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / counts[:, None, None]
    return counts / len(z), means, cov + ridge * torch.eye(z.shape[1]).to(z)


def covariances_divided_by_all(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The covariances are divided by the number of all codes, not by that of each Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    cov = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / len(z)
    return counts / len(z), means, cov + ridge * torch.eye(z.shape[1]).to(z)


def one_less(z: Tensor, responsibilities: Tensor, ridge: float) -> tuple[Tensor, Tensor, Tensor]:
    """The covariances are divided by N_c - 1; the best fit divides by N_c."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    cov = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / (counts - 1)[:, None, None]
    return counts / len(z), means, cov + ridge * torch.eye(z.shape[1]).to(z)


def hard_assignment(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Each code counts for its most probable Gaussian only, as in k-means."""
    best = responsibilities.argmax(1)
    r = torch.nn.functional.one_hot(best, responsibilities.shape[1]).to(z)
    counts = r.sum(0).clamp_min(1e-6)
    means = r.T @ z / counts[:, None]
    d = z[:, None] - means
    cov = torch.einsum("nc,nci,ncj->cij", r, d, d) / counts[:, None, None]
    return counts / len(z), means, cov + ridge * torch.eye(z.shape[1]).to(z)


def around_the_overall_mean(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The covariances are about the mean of all codes, not about that of each Gaussian."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z - z.mean(0)
    cov = torch.einsum("nc,ni,nj->cij", responsibilities, d, d) / counts[:, None, None]
    return counts / len(z), means, cov + ridge * torch.eye(z.shape[1]).to(z)


def ridge_everywhere(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The ridge is added to all entries, not to the diagonal alone."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    cov = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / counts[:, None, None]
    return counts / len(z), means, cov + ridge


def ridge_before_division(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The ridge is added to the sum, so it's divided by N_c as well."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) + ridge * torch.eye(
        z.shape[1]
    ).to(z)
    return counts / len(z), means, scatter / counts[:, None, None]


def responsibilities_squared(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Both deviations are multiplied by the responsibility, so it's squared in the covariance."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = responsibilities[:, :, None] * (z[:, None] - means)
    cov = torch.einsum("nci,ncj->cij", d, d) / counts[:, None, None]
    return counts / len(z), means, cov + ridge * torch.eye(z.shape[1]).to(z)


def variances_only(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Only the variances on the diagonal; the entries off it are left 0."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    variances = (responsibilities[:, :, None] * d.square()).sum(0) / counts[:, None]
    return counts / len(z), means, torch.diag_embed(variances + ridge)
