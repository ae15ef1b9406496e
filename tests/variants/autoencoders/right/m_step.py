"""Other right ways of writing ``m_step``."""

import torch


def loop(z, responsibilities, ridge):
    means, covariances = [], []
    for r in responsibilities.T:
        mean = (r[:, None] * z).sum(0) / r.sum()
        away = z - mean
        covariance = (r[:, None] * away).T @ away / r.sum()
        means.append(mean)
        covariances.append(covariance + ridge * torch.eye(len(mean)).to(z))
    return responsibilities.mean(0), torch.stack(means), torch.stack(covariances)


def second_moments(z, responsibilities, ridge):
    shares = responsibilities / responsibilities.sum(0)
    means = torch.einsum("nc,ni->ci", shares, z)
    second = torch.einsum("nc,ni,nj->cij", shares, z, z)
    covariances = second - means[:, :, None] * means[:, None, :]
    return responsibilities.mean(0), means, covariances + ridge * torch.eye(z.shape[1]).to(z)


def torch_cov(z, responsibilities, ridge):
    counts = responsibilities.sum(0)
    means = (responsibilities.mT @ z) / counts.unsqueeze(1)
    rooted = [r.sqrt()[:, None] * (z - m) for r, m in zip(responsibilities.T, means, strict=True)]
    covariances = torch.stack([a.T @ a / c for a, c in zip(rooted, counts, strict=True)])
    covariances.diagonal(dim1=-2, dim2=-1).add_(ridge)
    return [counts / counts.sum(), means, covariances]
