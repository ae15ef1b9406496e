"""Wrong answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def fixed_shares_of_codes(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Gives each Gaussian its exact share in order, so codes are not independent of each other."""
    borders = weights.cumsum(0)
    place = (torch.arange(n, dtype=means.dtype, device=means.device) + 0.5) / n
    chosen = (place[:, None] >= borders).sum(1).clamp(max=len(weights) - 1)
    codes = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return codes, decoder(codes)


def noise_times_the_factor_itself(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Multiplies noise from the left with L, not L transposed, so the covariance is L^T L."""
    chosen = torch.multinomial(weights, n, replacement=True)
    factors = torch.linalg.cholesky(covariances)[chosen]
    noise = torch.randn(n, 1, means.shape[1], dtype=means.dtype, device=means.device)
    codes = means[chosen] + (noise @ factors)[:, 0]
    return codes, decoder(codes)


def images_of_other_codes(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws a second time for the decoder, so that the images are not those of the codes."""
    chosen = torch.multinomial(weights, n, replacement=True)
    gaussians = MultivariateNormal(means[chosen], covariances[chosen])
    return gaussians.sample(), decoder(gaussians.sample())
