"""Wrong answers to fit_pca."""

import torch
from torch import Tensor


def without_centring(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Decomposes x itself: the mean is not subtracted first."""
    _, _, vh = torch.linalg.svd(x, full_matrices=False)
    return x.mean(0), vh[:latent]


def columns_of_v_transposed(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """svd gives V transposed already; its columns are taken for the directions."""
    mean = x.mean(0)
    _, _, v = torch.linalg.svd(x - mean, full_matrices=True)
    return mean, v[:, :latent].T


def standardized_pixels(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Divides each pixel by its standard deviation before the decomposition."""
    mean = x.mean(0)
    _, _, vh = torch.linalg.svd((x - mean) / (x.std(0) + 1e-8), full_matrices=False)
    return mean, vh[:latent]


def last_ones_in_rising_order(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Takes the last eigenvectors of eigh as they are: the largest variance comes last."""
    mean = x.mean(0)
    _, vectors = torch.linalg.eigh((x - mean).T @ (x - mean))
    return mean, vectors[:, -latent:].T


def at_most_six_directions(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """torch.pca_lowrank without q: it gives no more than six directions."""
    _, _, v = torch.pca_lowrank(x, niter=20)
    return x.mean(0), v[:, :latent].T


def mean_with_one_row(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The mean keeps its first axis: its shape is (1, pixels)."""
    mean = x.mean(dim=0, keepdim=True)
    _, _, vh = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, vh[:latent]
