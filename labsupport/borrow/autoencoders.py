"""What a learner may borrow in the lab of chapter ``autoencoders``."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from labsupport.checks.derivation import Lines

__all__ = [  # noqa: RUF022 (the lab's order)
    "fit_pca",
    "pca_encode",
    "pca_decode",
    "reconstruction_error",
    "e_step",
    "m_step",
    "sample_mixture",
    "m_step_mean",
]


def fit_pca(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Mean (pixels,) and the first principal directions (latent, pixels) of ``x`` (n, pixels)."""
    mean = x.sum(0) / x.shape[0]
    _, vectors = torch.linalg.eigh(torch.cov(x.T, correction=0).reshape(x.shape[1], x.shape[1]))
    return mean, vectors.flip(1)[:, :latent].T


def pca_encode(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The codes (..., latent) of ``x`` (..., pixels): inner products with the directions."""
    return torch.einsum("...p,lp->...l", x - mean, directions)


def pca_decode(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The images (..., pixels) of ``z`` (..., latent)."""
    return torch.einsum("...l,lp->...p", z, directions) + mean


def reconstruction_error(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Mean over the images of the squared distance, shape (). eq-autoencoders-error"""
    return torch.linalg.vector_norm(reconstruction - x, dim=-1).square().mean()


def e_step(z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor) -> tuple[Tensor, Tensor]:
    """Responsibilities (n, c) and log p(z) (n,). eq-autoencoders-responsibilities"""
    factor = torch.linalg.cholesky(covariances)
    away = torch.linalg.solve_triangular(factor, (z[:, None] - means)[..., None], upper=False)
    log_det = factor.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    constant = 0.5 * z.shape[1] * math.log(2 * math.pi)
    log_joint = weights.log() - 0.5 * away.square().sum((-2, -1)) - log_det - constant
    return torch.softmax(log_joint, -1), torch.logsumexp(log_joint, -1)


def m_step(z: Tensor, responsibilities: Tensor, ridge: float) -> tuple[Tensor, Tensor, Tensor]:
    """Weights (c,), means (c, latent), covariances (c, latent, latent). eq-autoencoders-m-means"""
    shares = responsibilities / responsibilities.sum(0)
    means = shares.T @ z
    away = z - means[:, None]  # (c, n, latent)
    covariances = (shares.T[..., None] * away).mT @ away
    return responsibilities.mean(0), means, covariances + ridge * torch.eye(z.shape[1]).to(z)


def sample_mixture(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """``n`` independent codes (n, latent) of a mixture, and their images (n, pixels)."""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn(n, means.shape[1], 1).to(means)
    z = means[chosen] + (torch.linalg.cholesky(covariances)[chosen] @ noise)[..., 0]
    return z, decoder(z)


m_step_mean = Lines(
    [
        r"\nabla_m \sum_{n=1}^{N} r_n \log \mathcal{N}(z_n; m, v)",
        r"= -\nabla_m \sum_{n=1}^{N} r_n \frac{(z_n - m)^2}{2 v}",
        r"= \sum_{n=1}^{N} r_n \frac{z_n - m}{v}",
        r"= \frac{1}{v} \left(\sum_{n=1}^{N} r_n z_n - m \sum_{n=1}^{N} r_n\right)",
    ]
)
