"""Right answers to fit_pca."""

import numpy as np
import torch
from torch import Tensor


def eigenvectors_of_the_covariance(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """eigh of the covariance in float64; eigenvalues come in increasing order, so flipped."""
    mean = x.mean(dim=0)
    away = (x - mean).double()
    vectors = torch.linalg.eigh(away.T @ away / len(x)).eigenvectors
    return mean, vectors.flip(1)[:, :latent].T.contiguous().to(x.dtype)


def left_vectors_of_the_transpose(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Images in the columns: the directions are the left singular vectors."""
    mean = torch.einsum("np->p", x) / x.shape[0]
    u, _, _ = torch.linalg.svd((x - mean).T, full_matrices=False)
    return mean, u[:, :latent].T


def triangle_first(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """A QR decomposition of the centred images, then the SVD of the small triangle."""
    mean = x.mean(0)
    triangle = torch.linalg.qr(x - mean, mode="r").R
    return mean, torch.linalg.svd(triangle, full_matrices=False).Vh[:latent]


def by_numpy(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """numpy on the CPU in float64, and back to the dtype and device of x."""
    table = x.detach().cpu().double().numpy()
    mean = table.mean(axis=0)
    rows = np.linalg.svd(table - mean[None], full_matrices=False)[2][:latent]
    return torch.from_numpy(mean).to(x), torch.from_numpy(rows.copy()).to(x)


def largest_variance_picked(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """eigh, and the largest eigenvalues picked by topk; torch.cov in float64 for one pixel too."""
    wide = x.to(torch.float64)
    covariance = torch.cov(wide.T).reshape(x.shape[1], x.shape[1])
    if len(x) == 1:
        covariance = torch.zeros_like(covariance)
    values, vectors = torch.linalg.eigh(covariance)
    chosen = values.topk(latent).indices
    return wide.mean(0).to(x.dtype), vectors.mT[chosen].to(x.dtype)
