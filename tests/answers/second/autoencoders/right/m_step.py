"""Right answers to m_step."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def library_covariance_with_weights(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.cov with aweights and correction 0, one Gaussian after the other."""
    latent = z.shape[1]
    means, covariances = [], []
    for r in responsibilities.T:
        means.append((r[:, None] * z).sum(0) / r.sum())
        covariance = torch.cov(z.T, correction=0, aweights=r).reshape(latent, latent)
        covariances.append(covariance + torch.diag(z.new_full((latent,), ridge)))
    return responsibilities.mean(0), torch.stack(means), torch.stack(covariances)


def vmapped_over_the_gaussians(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """One Gaussian written down, and torch.vmap over the columns of the responsibilities."""
    identity = torch.eye(z.shape[1], dtype=z.dtype, device=z.device)

    def one(r):
        share = r / r.sum()
        mean = share @ z
        centred = z - mean
        return r.sum() / len(z), mean, centred.T @ (share[:, None] * centred) + ridge * identity

    return torch.vmap(one, in_dims=1)(responsibilities)


def two_passes_over_the_codes(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Two plain loops over the codes: the first for the means, the second for the outer products."""
    n, latent = z.shape
    counts = torch.zeros_like(responsibilities[0])
    sums = z.new_zeros(len(counts), latent)
    for code, r in zip(z, responsibilities):
        counts = counts + r
        sums = sums + torch.outer(r, code)
    means = sums / counts[:, None]
    scatter = z.new_zeros(len(counts), latent, latent)
    for code, r in zip(z, responsibilities):
        d = code - means
        scatter = scatter + r[:, None, None] * d[:, :, None] * d[:, None, :]
    return counts / n, means, scatter / counts[:, None, None] + ridge * torch.eye(latent).to(z)


def mean_constant_in_the_covariance(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The mean is detached inside the covariance, which has derivative 0 by it, so the gradients are the same."""
    counts = responsibilities.sum(dim=0)
    means = (responsibilities.mT @ z) / counts.unsqueeze(-1)
    deviations = z.unsqueeze(0) - means.detach().unsqueeze(1)
    weighted = responsibilities.mT.unsqueeze(-1) * deviations
    covariances = (weighted.mT @ deviations) / counts.view(-1, 1, 1)
    return (
        counts / counts.sum(),
        means,
        covariances + torch.diag_embed(torch.full_like(means, ridge)),
    )
