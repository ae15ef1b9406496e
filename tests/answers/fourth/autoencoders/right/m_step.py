"""Right answers to m_step."""

import torch
from torch import Tensor


def gaussian_after_gaussian(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """A loop over the Gaussians, with one weighted matrix product for each."""
    n, latent = z.shape
    weights, means, covariances = [], [], []
    for c in range(responsibilities.shape[1]):
        r = responsibilities[:, c].unsqueeze(1)
        total = r.sum()
        mean = (r * z).sum(0) / total
        covariance = (r * (z - mean)).T @ (z - mean) / total
        weights.append(total / n)
        means.append(mean)
        covariances.append(covariance + ridge * torch.eye(latent).to(z))
    return torch.stack(weights), torch.stack(means), torch.stack(covariances)


def responsibilities_in_a_diagonal_matrix(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """X^T R X for each Gaussian, with its responsibilities on the diagonal of R."""
    counts = responsibilities.sum(0)
    means = (z.T @ responsibilities / counts).T
    covariances = z.new_zeros(len(counts), z.shape[1], z.shape[1])
    parts = []
    for mean, r, count, floor in zip(means, responsibilities.T, counts, covariances, strict=True):
        centred = z - mean
        floor.fill_diagonal_(ridge)
        parts.append(centred.T @ torch.diag(r) @ centred / count + floor)
    return responsibilities.mean(0), means, torch.stack(parts)


def batched_matrix_product(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Deviations are weighted by the root of their share; then one batched product."""
    counts = torch.sum(responsibilities, dim=0)
    means = torch.einsum("nc,ni->ci", responsibilities, z) / counts.unsqueeze(-1)
    deviations = z.unsqueeze(0) - means.unsqueeze(1)
    shares = (responsibilities / counts).T.unsqueeze(-1)
    covariances = (shares * deviations).transpose(1, 2) @ deviations
    identity = torch.eye(z.shape[-1], dtype=z.dtype, device=z.device)
    return counts / counts.sum(), means, covariances + ridge * identity


def outer_products_in_one_tensor(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """All outer products, (n, c, latent, latent), averaged with the responsibilities."""
    r = responsibilities[..., None]
    means = (r * z[:, None]).sum(0) / r.sum(0)
    away = z[:, None] - means
    outer = away[..., :, None] * away[..., None, :]
    covariances = (r[..., None] * outer).sum(0) / r.sum(0)[..., None]
    covariances = covariances + torch.diag_embed(torch.full_like(means, ridge))
    return responsibilities.sum(0) / len(z), means, covariances
