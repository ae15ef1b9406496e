"""Wrong answers to fit_pca."""

import torch
from torch import Tensor


def not_centred(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The mean is not subtracted before the decomposition."""
    _, _, vh = torch.linalg.svd(x, full_matrices=False)
    return x.mean(0), vh[:latent]


def rows_of_v(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """svd already gives V transposed: you transposed once more and took rows of V, not columns."""
    mean = x.mean(0)
    _, _, v = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, v.T[:latent]


def least_variance(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """eigh sorts upwards: these are the directions of the smallest variance."""
    mean = x.mean(0)
    _, vectors = torch.linalg.eigh((x - mean).T @ (x - mean))
    return mean, vectors[:, :latent].T


def ascending_order(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The right directions in the wrong order: the one of the largest variance comes last."""
    mean = x.mean(0)
    _, vectors = torch.linalg.eigh(torch.cov((x - mean).T))
    return mean, vectors[:, -latent:].T


def times_singular_values(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The directions are multiplied by the singular values, so they don't have length 1."""
    mean = x.mean(0)
    _, s, vh = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, (s[:, None] * vh)[:latent]


def standardized_pixels(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Each pixel is divided by its standard deviation: directions of the correlations, not of the images."""
    mean = x.mean(0)
    scaled = (x - mean) / (x.std(0) + 1e-8)
    return mean, torch.linalg.svd(scaled, full_matrices=False).Vh[:latent]


def each_image_minus_its_own_mean(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Subtracts from each image its own average grey value, in place of the mean image."""
    centred = x - x.mean(1, keepdim=True)
    return x.mean(0), torch.linalg.svd(centred, full_matrices=False).Vh[:latent]


def left_vectors_divided_by_singular_values(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Divides by singular values that are 0 if latent = n: the last row isn't orthogonal, nor of length 1."""
    mean = x.mean(0)
    centred = x - mean
    values, u = torch.linalg.eigh(centred @ centred.T)
    s = values.flip(0)[:latent].clamp_min(1e-12).sqrt()
    return mean, (u.flip(1)[:, :latent].T @ centred) / s[:, None]


def randomized_pca(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """A randomized approximation without power iterations: the directions are off."""
    mean = x.mean(0)
    _, _, v = torch.pca_lowrank(x, q=latent, center=True, niter=0)
    return mean, v.T


def centred_at_the_median(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The median image is subtracted and returned, not the mean."""
    middle = x.median(0).values
    return middle, torch.linalg.svd(x - middle, full_matrices=False).Vh[:latent]
