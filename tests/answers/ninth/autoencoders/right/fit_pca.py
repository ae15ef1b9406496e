"""Right answers to fit_pca."""

import torch
from torch import Tensor


def rows_of_v_transposed(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The singular value decomposition of the centred images, first rows of V transposed."""
    mean = x.mean(0)
    _, _, vh = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, vh[:latent]


def eigenvectors_of_the_scatter(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Eigenvectors of the scatter matrix in 64 bits, sorted by falling eigenvalue."""
    wide = x.double()
    mean = wide.sum(0) / wide.shape[0]
    centred = wide - mean
    values, vectors = torch.linalg.eigh(centred.T @ centred)
    order = values.argsort(descending=True)[:latent]
    return mean.to(x.dtype), vectors[:, order].T.contiguous().to(x.dtype)
