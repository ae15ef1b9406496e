"""Right answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal


def multinomial_then_gaussians(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """As in the hint: a batch of n Gaussians."""
    chosen = torch.multinomial(weights, n, replacement=True)
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def library_mixture(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """MixtureSameFamily draws both."""
    mixture = MixtureSameFamily(
        Categorical(weights), MultivariateNormal(means, covariance_matrix=covariances)
    )
    codes = mixture.sample(torch.Size([n]))
    images = decoder(codes)
    return codes, images


def cholesky_and_noise(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Noise first, then the Gaussian by comparing a uniform number with the cumulated weights."""
    noise = torch.randn(n, means.shape[1]).to(means)
    edges = weights.cumsum(0)
    u = torch.rand(n).to(means) * edges[-1]
    chosen = (u[:, None] > edges[:-1]).sum(1)
    lower = torch.linalg.cholesky(covariances)[chosen]
    z = means[chosen] + (lower @ noise[:, :, None])[:, :, 0]
    return z, decoder(z)


def counts_then_shuffled(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Random counts for each Gaussian, all draws of one after the other, then a random order."""
    counts = torch.bincount(Categorical(probs=weights).sample((n,)), minlength=len(weights))
    parts = [
        MultivariateNormal(m, s).sample((int(k),)) for m, s, k in zip(means, covariances, counts)
    ]
    z = torch.cat(parts)
    z = z[torch.randperm(n, device=z.device)]
    return z, decoder(z)


def all_gaussians_then_pick(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Draws from every Gaussian with eigenvectors as the square root, and picks one for each row."""
    values, vectors = torch.linalg.eigh(covariances)
    root = vectors * values.clamp_min(0).sqrt()[:, None, :]
    noise = torch.randn(n, *means.shape, dtype=means.dtype, device=means.device)
    every = means + torch.einsum("cij,ncj->nci", root, noise)
    chosen = torch.multinomial(weights.expand(n, -1), 1)[:, 0]
    z = every[torch.arange(n, device=means.device), chosen]
    return z, decoder(z)
