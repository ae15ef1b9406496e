"""Wrong answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def one_gaussian_for_all_codes(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Chooses a Gaussian once: all n codes come from it, so they are not independent."""
    chosen = torch.multinomial(weights, 1).item()
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample((n,))
    return z, decoder(z)


def shares_without_chance(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Gives each Gaussian its share of the n places in order: code 0 is never from the last one."""
    ends = weights.cumsum(0) * n
    places = torch.arange(n, dtype=ends.dtype, device=ends.device) + 0.5
    chosen = torch.searchsorted(ends, places).clamp(max=len(weights) - 1)
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def cholesky_factor_from_the_wrong_side(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """noise^T L has the covariance L^T L, not L L^T: wrong where coordinates are correlated."""
    chosen = torch.multinomial(weights, n, replacement=True)
    lower = torch.linalg.cholesky(covariances)[chosen]
    noise = torch.randn(n, 1, means.shape[1], dtype=means.dtype, device=means.device)
    z = means[chosen] + (noise @ lower)[:, 0]
    return z, decoder(z)
