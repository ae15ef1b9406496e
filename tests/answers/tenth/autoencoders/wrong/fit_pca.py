"""Wrong answers to fit_pca."""

import torch
from torch import Tensor


def columns_of_v_transposed(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Takes the first columns of V transposed, which are rows of V, and so no directions at all."""
    mean = x.mean(0)
    _, _, vh = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, vh[:, :latent].T


def smallest_of_the_largest_first(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Keeps the rising order of eigh, so that the largest variance stands last and not first."""
    mean = x.mean(0)
    centred = x - mean
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    return mean, vectors[:, -latent:].T


def images_scaled_to_length_one(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Gives each centred image the length 1 first, so that images far from the mean count less."""
    mean = x.mean(0)
    centred = torch.nn.functional.normalize(x - mean, dim=1)
    _, _, vh = torch.linalg.svd(centred, full_matrices=False)
    return mean, vh[:latent]
