"""Wrong answers to fit_pca."""

import torch
from torch import Tensor


def quick_and_random(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """torch.pca_lowrank with q = latent is a rough estimate where many directions vary as much."""
    mean = x.mean(0)
    _, _, v = torch.pca_lowrank(x - mean, q=latent, center=False, niter=0)
    return mean, v.T


def twenty_rounds_of_power_iteration(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Twenty rounds of power iteration: not yet there where two variances are close."""
    mean = x.mean(0)
    covariance = (x - mean).T @ (x - mean)
    basis = torch.eye(x.shape[1], dtype=x.dtype, device=x.device)[:, :latent]
    basis = torch.linalg.qr(basis + 0.01).Q
    for _ in range(20):
        basis = torch.linalg.qr(covariance @ basis).Q
    return mean, basis.T


def right_flat_wrong_order(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Takes the last eigenvectors of eigh but does not turn them round: the smallest comes first."""
    mean = x.mean(0)
    vectors = torch.linalg.eigh((x - mean).T @ (x - mean)).eigenvectors
    return mean, vectors[:, -latent:].T


def columns_of_the_transposed_v(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The svd gives V transposed already; takes its columns, which fits for square V only."""
    mean = x.mean(0)
    _, _, vh = torch.linalg.svd(x - mean, full_matrices=True)
    return mean, vh[:, :latent].T


def each_pixel_standardized(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Divides each pixel by its standard deviation before the SVD: directions of correlations."""
    mean, spread = x.mean(0), x.std(0, correction=0)
    scaled = (x - mean) / torch.where(spread > 0, spread, torch.ones_like(spread))
    return mean, torch.linalg.svd(scaled, full_matrices=False).Vh[:latent]


def each_image_centred(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Subtracts from each image the mean of its own pixels before the SVD, not the mean image."""
    away = x - x.mean(1, keepdim=True)
    return x.mean(0), torch.linalg.svd(away, full_matrices=False).Vh[:latent]


def lengths_of_singular_values(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Multiplies each direction by its standard deviation: the rows do not have length 1."""
    mean = x.mean(0)
    _, s, vh = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, (s[:, None] * vh / len(x) ** 0.5)[:latent]


def general_eigenvectors(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """torch.linalg.eig does not sort: the first columns are not those of the largest variance."""
    mean = x.mean(0)
    vectors = torch.linalg.eig((x - mean).T @ (x - mean)).eigenvectors.real
    return mean, vectors[:, :latent].T


def from_the_products_of_images(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """eigh of the (n, n) table of inner products, mapped back: a direction without variance is nan."""
    mean = x.mean(0)
    values, vectors = torch.linalg.eigh((x - mean) @ (x - mean).T)
    rows = (vectors.flip(1)[:, :latent].T @ (x - mean)) / values.flip(0)[:latent, None].sqrt()
    return mean, rows


def median_image(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Takes the median of each pixel for the mean, and centres by it."""
    centre = x.median(0).values
    return centre, torch.linalg.svd(x - centre, full_matrices=False).Vh[:latent]
