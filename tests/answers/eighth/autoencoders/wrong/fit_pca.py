"""Wrong answers to fit_pca."""

import torch
from torch import Tensor


def centred_by_one_number(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Decomposes x less the mean of all pixels, right only if all pixels have the same mean."""
    _, _, directions = torch.linalg.svd(x - x.mean(), full_matrices=False)
    return x.mean(0), directions[:latent]


def randomized(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Uses torch.pca_lowrank, an approximation that is off where the variances fall slowly."""
    _, _, directions = torch.pca_lowrank(x, q=latent)
    return x.mean(0), directions.T


def by_the_gram_matrix(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Divides by singular values, so directions without variance (latent = n) are not unit rows."""
    mean = x.mean(0)
    centred = x - mean
    values, vectors = torch.linalg.eigh(centred @ centred.T)
    values, vectors = values.flip(0)[:latent], vectors.flip(1)[:, :latent]
    directions = vectors.T @ centred / values.clamp_min(1e-12).sqrt()[:, None]
    return mean, directions
