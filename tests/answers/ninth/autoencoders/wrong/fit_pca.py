"""Wrong answers to fit_pca."""

import torch
from torch import Tensor


def not_centred(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Decomposes x instead of x - mean: the first direction points at the mean."""
    return x.mean(0), torch.linalg.svd(x, full_matrices=False)[2][:latent]


def pixels_of_unit_variance(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Scales every pixel to variance 1 first: directions of the correlations."""
    mean = x.mean(0)
    scaled = (x - mean) / x.std(0).clamp_min(1e-6)
    return mean, torch.linalg.svd(scaled, full_matrices=False)[2][:latent]


def last_eigenvectors_as_they_come(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Takes the last eigenvectors in rising order: the largest variance comes last, not first."""
    mean = x.mean(0)
    _, vectors = torch.linalg.eigh((x - mean).T @ (x - mean))
    return mean, vectors[:, -latent:].T
