"""Wrong answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def gaussians_equally_often(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Chooses the Gaussians with equal probabilities; the weights are not used."""
    chosen = torch.randint(len(weights), (n,))
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def one_gaussian_for_all_codes(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Chooses a Gaussian once, and draws all n codes from it."""
    c = torch.multinomial(weights, 1).item()
    z = MultivariateNormal(means[c], covariances[c]).sample((n,))
    return z, decoder(z)


def correlations_are_lost(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Noise times the standard deviations: the covariances beside the diagonals are ignored."""
    chosen = torch.multinomial(weights, n, replacement=True)
    stds = covariances.diagonal(dim1=-2, dim2=-1).sqrt()
    z = means[chosen] + stds[chosen] * torch.randn_like(means[chosen])
    return z, decoder(z)


def weighted_sum_of_draws(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Averages a draw from every Gaussian with the weights, where it should choose one of them."""
    every = MultivariateNormal(means, covariances).sample((n,))
    z = (weights[:, None] * every).sum(1)
    return z, decoder(z)


def decodes_other_codes(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws a second time for the decoder: the images are not those of the codes."""
    chosen = torch.multinomial(weights, n, replacement=True)
    gaussians = MultivariateNormal(means[chosen], covariances[chosen])
    return gaussians.sample(), decoder(gaussians.sample())


def sorted_by_gaussian(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws Gaussian by Gaussian and does not shuffle: the first codes are always of the first."""
    chosen = torch.multinomial(weights, n, replacement=True)
    counts = torch.bincount(chosen, minlength=len(weights)).tolist()
    parts = [
        MultivariateNormal(means[c], covariances[c]).sample((count,))
        for c, count in enumerate(counts)
    ]
    z = torch.cat(parts)
    return z, decoder(z)
