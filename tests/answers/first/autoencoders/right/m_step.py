"""Right answers to m_step."""

import torch
from torch import Tensor


def einsum_of_outer_products(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """As in the hint: einsum over weighted outer products."""
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    d = z[:, None] - means
    covariances = torch.einsum("nc,nci,ncj->cij", responsibilities, d, d) / counts[:, None, None]
    return counts / len(z), means, covariances + ridge * torch.eye(z.shape[1]).to(z)


def loop_over_gaussians(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """One Gaussian at a time, with weights that sum to 1 over the codes."""
    eye = torch.eye(z.size(1), dtype=z.dtype, device=z.device)
    means, covariances = [], []
    for r in responsibilities.unbind(1):
        share = (r / r.sum())[:, None]
        m = (share * z).sum(0)
        d = z - m
        means.append(m)
        covariances.append(d.T @ (share * d) + ridge * eye)
    return responsibilities.mean(0), torch.stack(means), torch.stack(covariances)


def moments_about_a_common_centre(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Weighted second moments about the overall mean in double, minus that of the shifted mean."""
    y = z.double()
    centre = y.mean(0)
    y = y - centre
    r = responsibilities.double()
    w = r / r.sum(0)
    shifted = torch.einsum("nc,ni->ci", w, y)
    second = torch.einsum("nc,ni,nj->cij", w, y, y)
    covariances = second - shifted[:, :, None] * shifted[:, None, :]
    covariances = covariances + torch.diag_embed(torch.full_like(shifted, ridge))
    return r.mean(0).to(z), (shifted + centre).to(z), covariances.to(z)


def batched_matrix_products(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Batches of matrices, one for each Gaussian."""
    r = responsibilities.mT.unsqueeze(-1)  # (c, n, 1)
    total = r.sum(1, keepdim=True)  # (c, 1, 1)
    means = (r * z).sum(1, keepdim=True) / total  # (c, 1, latent)
    d = z - means
    covariances = torch.matmul(d.transpose(1, 2), r * d) / total
    identity = torch.diag(torch.ones_like(z[0]))
    return (
        total.flatten() / z.shape[0],
        means.squeeze(1),
        torch.add(covariances, identity, alpha=ridge),
    )


def code_by_code(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Running sums over the codes, without in-place operations."""
    n, latent = z.shape
    counts = responsibilities.sum(dim=0)
    means = sum(torch.outer(responsibilities[i], z[i]) for i in range(n)) / counts.unsqueeze(1)
    covariances = torch.eye(latent).to(z).mul(ridge).repeat(len(counts), 1, 1)
    for i in range(n):
        d = z[i] - means
        weight = (responsibilities[i] / counts).reshape(-1, 1, 1)
        covariances = covariances + weight * d.unsqueeze(2) * d.unsqueeze(1)
    return counts / counts.sum(), means, covariances
