"""Right answers to m_step."""

import torch
from torch import Tensor


def weighted_covariances(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Ask torch.cov for the covariance of one Gaussian after the other, with its weights."""
    latent = z.shape[1]
    floor = ridge * torch.eye(latent, dtype=z.dtype, device=z.device)
    means, covariances = [], []
    for shares in responsibilities.unbind(1):
        means.append(shares @ z / shares.sum())
        covariance = torch.cov(z.T, correction=0, aweights=shares)
        covariances.append(covariance.reshape(latent, latent) + floor)
    return responsibilities.mean(0), torch.stack(means), torch.stack(covariances)


def normalized_columns(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Make each column of responsibilities sum to 1, and use batched matrix products."""
    counts = responsibilities.sum(0)
    shares = (responsibilities / counts).T
    means = shares @ z
    centred = z - means[:, None]
    covariances = (centred * shares[..., None]).mT @ centred
    floor = torch.full_like(means, ridge)
    return counts / len(z), means, covariances + torch.diag_embed(floor)
