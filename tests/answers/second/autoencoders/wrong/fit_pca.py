"""Wrong answers to fit_pca."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def dual_trick_normalized(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The eigenvectors of X X^T are mapped back by X^T: for latent = n one of them has variance 0, and its direction is rounding noise, not orthogonal to the rest."""
    mean = x.mean(0)
    centred = x - mean
    _, u = torch.linalg.eigh(centred @ centred.T)
    v = centred.T @ u.flip(1)[:, :latent]
    return mean, F.normalize(v.T, dim=1)


def random_sketch_of_latent_columns(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """pca_lowrank with q = latent is a random approximation, not the directions of the largest variance."""
    _, _, v = torch.pca_lowrank(x, q=latent)
    return x.mean(0), v.T


def right_directions_in_rising_order(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The right directions are chosen, but that of the smallest variance among them comes first, as eigh sorts them."""
    mean = x.mean(0)
    centred = x - mean
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    return mean, vectors[:, -latent:].T


def pixels_of_largest_variance(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """These are the single pixels that vary most, not the directions: pixels vary together."""
    chosen = x.var(dim=0, unbiased=False).argsort(descending=True)[:latent]
    return x.mean(0), torch.eye(x.shape[1], dtype=x.dtype, device=x.device)[chosen]


def columns_of_the_transposed_v(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """svd already returns V transposed: its first rows are the directions, these are its first columns."""
    mean = x.mean(0)
    _, _, vh = torch.linalg.svd(x - mean, full_matrices=True)
    return mean, vh[:, :latent].T


def correlations_instead_of_covariances(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Each pixel is divided by its standard deviation first: that is PCA of correlations, and pixels that hardly vary count as much as others."""
    mean = x.mean(0)
    spread = (x - mean).square().mean(0).sqrt()
    scaled = (x - mean) / spread.clamp_min(1e-8)
    return mean, torch.linalg.svd(scaled, full_matrices=False).Vh[:latent]


def directions_as_long_as_their_spread(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The rows are multiplied by the standard deviation along them, but should have length 1."""
    mean = x.mean(0)
    _, s, vh = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, (s[:latent, None] / len(x) ** 0.5) * vh[:latent]


def each_image_centred_on_its_own_grey(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """For the SVD each image loses its own mean grey value, not the mean image."""
    centred = x - x.mean(dim=1, keepdim=True)
    return x.mean(dim=0), torch.linalg.svd(centred, full_matrices=False).Vh[:latent]
