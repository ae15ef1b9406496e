"""Right answers to fit_pca."""

import torch
from torch import Tensor


def eigenvectors_in_double(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Takes the last eigenvectors of the scatter matrix, in float64, and turns their order."""
    mean = x.mean(0)
    centred = (x - mean).double()
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    return mean, vectors.flip(1)[:, :latent].T.to(x.dtype)


def left_singular_vectors_of_transpose(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Puts the centred images into columns, so that the directions are columns of U."""
    mean = torch.stack([column.sum() / len(x) for column in x.T])
    left, _, _ = torch.linalg.svd((x - mean).T, full_matrices=False)
    return mean, torch.stack([left[:, j] for j in range(latent)])
