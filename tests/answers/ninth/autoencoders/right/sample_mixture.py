"""Right answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def a_draw_of_every_gaussian(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws a code from all Gaussians for each of n, and keeps that of the chosen one."""
    every = MultivariateNormal(means, covariances).sample((n,))
    chosen = torch.distributions.Categorical(weights).sample((n,))
    z = every[torch.arange(n, device=means.device), chosen]
    return z, decoder(z)


def noise_through_cholesky_factors(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Noise first, then the Gaussians by torch.multinomial, and mean + L noise."""
    noise = torch.randn(n, means.shape[1], dtype=means.dtype, device=means.device)
    chosen = torch.multinomial(weights, n, replacement=True)
    lower = torch.linalg.cholesky(covariances)[chosen]
    z = means[chosen] + torch.einsum("nij,nj->ni", lower, noise)
    return z, decoder(z)
