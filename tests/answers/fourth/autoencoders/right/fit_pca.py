"""Right answers to fit_pca."""

import numpy as np
import torch
from torch import Tensor


def eigenvectors_of_the_scatter(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Eigenvectors of the scatter matrix; eigh sorts upwards, so they are flipped."""
    mean = torch.mean(x, dim=0)
    centred = x - mean
    _, vectors = torch.linalg.eigh(centred.T @ centred / len(x))
    return mean, vectors.flip(1)[:, :latent].T


def svd_of_the_columns(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Images as columns: then the directions are in U."""
    mean = x.mean(dim=0)
    columns = x.T - mean.unsqueeze(1)
    u = torch.linalg.svd(columns, full_matrices=False).U
    return mean, u[:, :latent].T.contiguous()


def numpy_svd(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """numpy's decomposition, and back to the dtype and the device."""
    data = x.detach().cpu().numpy()
    mean = data.mean(axis=0)
    vh = np.linalg.svd(data - mean, full_matrices=False)[2]
    return torch.from_numpy(mean).to(x), torch.from_numpy(vh[:latent].copy()).to(x)


def sorted_by_argsort(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Eigenvalues of the covariance, which divides by n - 1, sorted by argsort, largest first."""
    n, pixels = x.shape
    mean = x.sum(0) / n
    covariance = (x - mean).mT.matmul(x - mean) / max(n - 1, 1)
    values, vectors = torch.linalg.eigh(covariance)
    order = values.argsort(descending=True)[:latent]
    directions = torch.stack([vectors[:, i] for i in order])
    return mean, directions.reshape(latent, pixels)
