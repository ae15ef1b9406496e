"""Right answers to fit_pca."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def eigenvectors_of_the_gram_matrix(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Eigenvectors of X^T X in float64, turned round since eigh sorts upwards."""
    wide = x.double()
    centre = wide.mean(dim=0)
    deviations = wide - centre
    _, vectors = torch.linalg.eigh(deviations.T @ deviations)
    directions = vectors.flip(-1)[:, :latent].T
    return centre.to(x), directions.to(x).contiguous()


def left_vectors_of_the_transpose(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """SVD of the matrix with images in columns: its left singular vectors are the directions."""
    columns = x.T
    mean = columns.mean(dim=1, keepdim=True)
    u, _, _ = torch.linalg.svd(columns - mean, full_matrices=False)
    return mean.squeeze(1), u[:, :latent].T


def triangle_first_signs_fixed(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """QR first, SVD of the small triangle, and each direction's largest entry made positive."""
    mean = torch.einsum("np->p", x) / x.shape[0]
    _, r = torch.linalg.qr(x - mean)
    directions = torch.linalg.svd(r, full_matrices=False).Vh[:latent]
    largest = directions.abs().argmax(dim=1, keepdim=True)
    return mean, directions * directions.gather(1, largest).sign()


def low_rank_routine_at_full_rank(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """torch.pca_lowrank with q = min(n, pixels), where it is exact, cut afterwards."""
    wide = x.to(torch.float64)
    _, _, v = torch.pca_lowrank(wide, q=min(x.shape), center=True, niter=2)
    return wide.mean(0).to(x.dtype), v.T[:latent].to(x.dtype)
