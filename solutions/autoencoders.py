"""Reference answers to the exercises of ``chapters/autoencoders/lab.md``, with torch alone."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def fit_pca(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """The mean of the images and the directions in which they vary most.

    Args:
        x: images, shape (n, pixels).
        latent: number of directions, at most the smaller of n and pixels.

    Returns:
        The mean, shape (pixels,), and the directions, shape (latent, pixels): rows of length 1,
        orthogonal to each other, that of the largest variance first. A direction may point
        either way. Both are in the dtype and on the device of ``x``.
    """
    mean = x.mean(0)
    _, _, directions = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, directions[:latent]


def pca_encode(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The code of each image: the inner products of x - mean with the directions.

    Args:
        x: images, shape (..., pixels).
        mean: shape (pixels,).
        directions: one in each row, shape (latent, pixels).

    Returns:
        Codes, shape (..., latent), in the dtype and on the device of ``x``. Gradients flow back to
        all inputs.
    """
    return (x - mean) @ directions.T


def pca_decode(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The image of each code: the mean plus the directions, weighted by the code.

    Args:
        z: codes, shape (..., latent).
        mean: shape (pixels,).
        directions: one in each row, shape (latent, pixels).

    Returns:
        Images, shape (..., pixels), in the dtype and on the device of ``z``. Gradients flow back to
        all inputs.
    """
    return mean + z @ directions


def reconstruction_error(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Squared distance between image and reconstruction, averaged over the images.

    Args:
        x: images, shape (n, pixels).
        reconstruction: the same shape.

    Returns:
        Shape (): squares are summed over the pixels of an image, and averaged over the n images.
        In the dtype and on the device of ``x``. Gradients flow back to both.
    """
    return (x - reconstruction).square().sum(-1).mean()


def e_step(z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor) -> tuple[Tensor, Tensor]:
    """Which Gaussian of a mixture each code comes from, by Bayes' rule.

    Args:
        z: codes, shape (n, latent).
        weights: probabilities of the Gaussians, they sum to 1, shape (c,).
        means: shape (c, latent).
        covariances: shape (c, latent, latent).

    Returns:
        The responsibilities p(c | z), shape (n, c), whose rows sum to 1, and log p(z) in nats,
        shape (n,), in the dtype and on the device of ``z``; right too for codes that are far away
        from all Gaussians. Gradients flow back.
    """
    gaussians = MultivariateNormal(means, covariances)
    log_terms = weights.log() + gaussians.log_prob(z[:, None])
    log_p = torch.logsumexp(log_terms, -1)
    return torch.exp(log_terms - log_p[:, None]), log_p


def m_step(z: Tensor, responsibilities: Tensor, ridge: float) -> tuple[Tensor, Tensor, Tensor]:
    """The mixture that fits best, for given responsibilities.

    Args:
        z: codes, shape (n, latent).
        responsibilities: shape (n, c), rows sum to 1.
        ridge: added to the diagonal of every covariance, so that none can collapse.

    Returns:
        Weights (c,), means (c, latent) and covariances (c, latent, latent), in the dtype and on the
        device of ``z``. Gradients flow back.
    """
    counts = responsibilities.sum(0)
    means = responsibilities.T @ z / counts[:, None]
    away = z[:, None] - means
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    return counts / len(z), means, scatter / counts[:, None, None] + floor


def sample_mixture(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draw codes from a mixture, and decode them.

    Args:
        decoder: takes codes, shape (n, latent), and gives images, shape (n, pixels).
        weights: probabilities of the Gaussians, they sum to 1, shape (c,).
        means: shape (c, latent).
        covariances: shape (c, latent, latent).
        n: number of codes.

    Returns:
        n independent codes, shape (n, latent), and the image of each, shape (n, pixels), in the
        dtype and on the device of ``means``.
    """
    chosen = torch.multinomial(weights, n, replacement=True)
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


m_step_mean = [
    r"\nabla_m \sum_{n=1}^{N} r_n \log \mathcal{N}(z_n; m, v)",
    r"= \nabla_m \sum_{n=1}^{N} r_n \left(-\frac{1}{2} \log (2 \pi v) - \frac{(z_n - m)^2}{2"
    r" v}\right)",
    r"= -\frac{1}{2 v} \sum_{n=1}^{N} r_n \nabla_m [(z_n - m)^2]",
    r"= \frac{1}{v} \sum_{n=1}^{N} r_n (z_n - m)",
    r"= \frac{1}{v} \left(\sum_{n=1}^{N} r_n z_n - m \sum_{n=1}^{N} r_n\right)",
]
