"""Right answers to m_step."""

import torch
from torch import Tensor


def gaussian_after_gaussian(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """A loop over the Gaussians with weighted sums of vectors and matrices."""
    weights, means, covariances = [], [], []
    unit = torch.eye(z.shape[1]).to(z)
    for share in responsibilities.unbind(1):
        count = share.sum()
        mean = (share @ z) / count
        away = z - mean
        weights.append(count / z.shape[0])
        means.append(mean)
        covariances.append((away * share[:, None]).T @ away / count + ridge * unit)
    return torch.stack(weights), torch.stack(means), torch.stack(covariances)


def second_moments_of_centred_codes(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Centres all codes by their common mean, then E[zz] - mm in float64 around it."""
    centre = z.mean(0)
    wide, shares = (z - centre).double(), responsibilities.double()
    shares = shares / shares.sum(0)
    means = shares.T @ wide
    second = torch.einsum("nc,ni,nj->cij", shares, wide, wide)
    covariances = second - means[:, :, None] * means[:, None, :]
    covariances = (covariances + covariances.mT) / 2
    covariances = covariances + ridge * torch.eye(z.shape[1]).to(covariances)
    return responsibilities.mean(0), means.to(z) + centre, covariances.to(z)


def batched_products(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Responsibilities normalized over the codes; bmm of weighted with plain differences."""
    shares = responsibilities / responsibilities.sum(0, keepdim=True)
    means = torch.einsum("nc,nl->cl", shares, z)
    away = z.unsqueeze(0) - means.unsqueeze(1)
    covariances = torch.bmm((away * shares.T.unsqueeze(-1)).mT, away)
    floor = torch.diag_embed(torch.full_like(means, ridge))
    return responsibilities.mean(0), means, covariances + floor


def mapped_over_the_gaussians(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """vmap over the columns of the responsibilities."""

    def one(share: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mean = torch.mv(z.T, share) / share.sum()
        away = z - mean
        covariance = torch.einsum("n,ni,nj->ij", share, away, away) / share.sum()
        return share.mean(), mean, covariance + ridge * torch.eye(len(mean)).to(z)

    weights, means, covariances = torch.func.vmap(one, in_dims=1)(responsibilities)
    return weights, means, covariances


def outer_products_of_each_code(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """All outer products in a table (n, c, l, l); weighted means by multiply and sum."""
    counts = responsibilities.sum(dim=0)
    means = (responsibilities[:, :, None] * z[:, None, :]).sum(0) / counts[:, None]
    away = z[:, None, :] - means[None]
    outer = away[..., :, None] * away[..., None, :]
    covariances = (responsibilities[:, :, None, None] * outer).sum(0) / counts[:, None, None]
    unit = torch.diag(torch.ones_like(z[0]))
    return counts / len(responsibilities), means, covariances + ridge * unit
