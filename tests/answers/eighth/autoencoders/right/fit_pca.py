"""Right answers to fit_pca."""

import torch
from torch import Tensor


def svd_of_columns(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Put the images into columns, so that the directions are the left singular vectors."""
    mean = x.mean(0)
    left, _, _ = torch.linalg.svd((x - mean).T, full_matrices=False)
    return mean, left[:, :latent].T


def eigenvectors_of_the_covariance(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Take the last eigenvectors of the covariance matrix, in float64, and turn them around."""
    wide = x.double()
    mean = wide.sum(0) / len(wide)
    centred = wide - mean
    vectors = torch.linalg.eigh(centred.T @ centred).eigenvectors
    return mean.to(x.dtype), vectors.flip(1)[:, :latent].T.to(x.dtype)
