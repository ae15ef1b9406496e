"""Right answers to m_step."""

import torch
from torch import Tensor


def gaussian_after_gaussian(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Fits one Gaussian after the other with matrix products, and stacks them."""
    n, latent = z.shape
    weights, means, covariances = [], [], []
    for r in responsibilities.unbind(1):
        count = r.sum()
        mean = (r @ z) / count
        centred = z - mean
        covariance = (centred * r[:, None]).T @ centred / count
        weights.append(count / n)
        means.append(mean)
        covariances.append(covariance + torch.diag(z.new_full((latent,), ridge)))
    return torch.stack(weights), torch.stack(means), torch.stack(covariances)


def broadcast_outer_products(
    z: Tensor, responsibilities: Tensor, ridge: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Divides the responsibilities by their sums first, and then takes weighted averages."""
    weights = responsibilities.mean(0)
    share = responsibilities / responsibilities.sum(0)  # (n, c), columns sum to 1
    means = (share[:, :, None] * z[:, None]).sum(0)
    centred = z[:, None] - means  # (n, c, latent)
    outer = centred[..., :, None] * centred[..., None, :]
    covariances = (share[..., None, None] * outer).sum(0)
    return weights, means, covariances + ridge * torch.eye(z.shape[1]).to(z)
