"""Right answers to sample_mixture."""

from collections.abc import Callable

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.distributions import (
    Categorical,
    MixtureSameFamily,
    Multinomial,
    MultivariateNormal,
    Normal,
)


def mixture_from_the_library(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """MixtureSameFamily draws component and code."""
    choice = Categorical(probs=weights, validate_args=False)
    codes = MixtureSameFamily(choice, MultivariateNormal(means, covariances)).sample((n,))
    return codes, decoder(codes)


def exponential_race_and_symmetric_root(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The first of c exponential clocks wins, and the noise is multiplied by the symmetric square root."""
    clocks = weights.new_empty(n, len(weights)).exponential_() / weights
    chosen = clocks.argmin(dim=1)
    values, vectors = torch.linalg.eigh(covariances)
    root = (vectors * values.clamp_min(0).sqrt().unsqueeze(-2)) @ vectors.mT
    noise = torch.randn(n, means.shape[1], dtype=means.dtype, device=means.device)
    z = means[chosen] + (root[chosen] @ noise.unsqueeze(-1)).squeeze(-1)
    return z, decoder(z)


def one_code_of_each_then_pick(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Draws n codes from every Gaussian and keeps one of each row."""
    everyone = MultivariateNormal(means, covariances).sample((n,))
    chosen = torch.multinomial(weights, n, replacement=True)
    z = everyone[torch.arange(n, device=means.device), chosen]
    return z, decoder(z)


def random_counts_then_shuffled(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """First how many codes each Gaussian gives, then blocks of them, in a random order."""
    counts = torch.bincount(torch.multinomial(weights, n, replacement=True), minlength=len(weights))
    blocks = []
    for count, mean, covariance in zip(counts.tolist(), means, covariances):
        factor = torch.linalg.cholesky(covariance)
        blocks.append(
            mean + torch.randn(count, len(mean), dtype=means.dtype, device=means.device) @ factor.T
        )
    z = torch.cat(blocks)[torch.randperm(n, device=means.device)]
    return z, decoder(z)
