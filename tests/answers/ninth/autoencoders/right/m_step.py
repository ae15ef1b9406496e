"""Right answers to m_step."""

import torch
from torch import Tensor


def outer_products_by_einsum(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Shares of the codes normalized first, then einsum for all Gaussians at once."""
    shares = responsibilities / responsibilities.sum(0)
    means = torch.einsum("nc,ni->ci", shares, z)
    rest = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", shares, rest, rest)
    return responsibilities.mean(0), means, covariances + ridge * torch.eye(z.shape[1]).to(z)


def one_gaussian_at_a_time(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """A loop over the Gaussians with weighted matrix products, the ridge from torch.full."""
    diagonal = torch.full((z.shape[1],), ridge, dtype=z.dtype, device=z.device).diag()
    weights, means, covariances = [], [], []
    for r in responsibilities.unbind(1):
        count = r.sum()
        mean = (r @ z) / count
        rest = z - mean
        weights.append(count / z.shape[0])
        means.append(mean)
        covariances.append((r[:, None] * rest).T @ rest / count + diagonal)
    return torch.stack(weights), torch.stack(means), torch.stack(covariances)
