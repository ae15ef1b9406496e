"""Wrong answers to m_step."""

import torch
from torch import Tensor


def responsibilities_squared(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Weighs both factors of the outer product, which is right for responsibilities of 0 and 1."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    weighted = responsibilities.T[..., None] * (z - means[:, None])
    eye = torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    covariances = weighted.mT @ weighted / counts[:, None, None] + ridge * eye
    return counts / len(z), means, covariances


def ridge_divided_by_the_count(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adds the ridge before it divides by N_c, so that it is too small for N_c above 1."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    centred = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, centred, centred)
    eye = torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, (scatter + ridge * eye) / counts[:, None, None]


def second_moment_less_square(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Subtracts two large numbers, which leaves noise for codes near 10,000 (in float32)."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    second = torch.einsum("nc,ni,nj->cij", responsibilities, z, z) / counts[:, None, None]
    eye = torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    covariances = second - means[:, :, None] * means[:, None] + ridge * eye
    return counts / len(z), means, covariances
