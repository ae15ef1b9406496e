"""Right answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, Multinomial, MultivariateNormal


def mixture_of_the_library(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """MixtureSameFamily draws the codes."""
    labels = Categorical(probs=weights)
    mixture = MixtureSameFamily(labels, MultivariateNormal(means, covariances))
    z = mixture.sample((n,))
    return z, decoder(z)


def factor_times_noise(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Categorical labels, then mean plus Cholesky factor times standard normal noise."""
    chosen = Categorical(weights).sample((n,))
    noise = torch.randn(n, means.shape[1], dtype=means.dtype, device=means.device)
    factors = torch.linalg.cholesky(covariances)
    z = means[chosen] + torch.einsum("nij,nj->ni", factors[chosen], noise)
    return z, decoder(z)


def every_gaussian_draws(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """All Gaussians draw n codes, noise first; an independent label picks one of each row."""
    everything = MultivariateNormal(means, covariances).sample((n,))
    chosen = torch.multinomial(weights, n, replacement=True)
    z = everything[torch.arange(n, device=means.device), chosen]
    return z, decoder(z)


def counts_then_shuffled(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Random counts by a multinomial draw, so many codes of each Gaussian, then a shuffle."""
    counts = Multinomial(n, probs=weights).sample().long().tolist()
    parts = [
        MultivariateNormal(mean, covariance).sample((count,))
        for mean, covariance, count in zip(means, covariances, counts, strict=True)
    ]
    z = torch.cat(parts)[torch.randperm(n, device=means.device)]
    return z, decoder(z)


def gumbel_and_square_roots(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Labels by the Gumbel-max trick; symmetric square roots of the covariances by eigh."""
    uniform = torch.rand(n, len(weights), dtype=means.dtype, device=means.device)
    chosen = (weights.log() - torch.log(-torch.log(uniform))).argmax(1)
    values, vectors = torch.linalg.eigh(covariances)
    roots = (vectors * values.clamp(min=0).sqrt()[:, None]) @ vectors.mT
    noise = torch.randn_like(means[chosen])
    z = means[chosen] + (roots[chosen] @ noise[..., None])[..., 0]
    return z, decoder(z)
