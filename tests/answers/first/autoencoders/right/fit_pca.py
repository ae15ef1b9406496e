"""Right answers to fit_pca."""

import torch
from torch import Tensor


def svd_of_centred(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Thin SVD of the centred images, first rows of V transposed."""
    mean = x.mean(0)
    _, _, vh = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, vh[:latent]


def eigh_of_scatter_in_double(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Eigenvectors of the scatter matrix in double precision, from the last backwards."""
    y = x.double()
    mean = y.mean(dim=0)
    centred = y - mean
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    directions = vectors.flip(1)[:, :latent].T
    return mean.to(x), directions.contiguous().to(x)


def svd_of_the_transpose(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Puts images in the columns, so that the directions are left singular vectors."""
    average = torch.sum(x, 0) / x.shape[0]
    columns = (x - average).t()
    u = torch.linalg.svd(columns, full_matrices=False).U
    return average, u[:, :latent].t()


def full_svd_with_signs_fixed(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Full SVD in double precision; turns each direction so that its largest entry is positive."""
    mean = x.mean(0)
    deviations = (x - mean[None, :]).to(torch.float64)
    _, _, vh = torch.linalg.svd(deviations, full_matrices=True)
    chosen = vh[:latent]
    biggest = chosen.abs().argmax(1, keepdim=True)
    sign = torch.where(chosen.gather(1, biggest) < 0, -1.0, 1.0)
    return mean, (chosen * sign).to(dtype=x.dtype, device=x.device)


def eig_of_cov_sorted(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """torch.cov with images as columns, eigenvalues sorted by hand, divisor n."""
    mean = x.mean(0)
    cov = torch.cov(x.double().T, correction=0).reshape(x.shape[1], x.shape[1])
    values, vectors = torch.linalg.eigh(cov)
    order = torch.argsort(values, descending=True)[:latent]
    rows = [vectors[:, i] for i in order.tolist()]
    return mean, torch.stack(rows).to(x)
