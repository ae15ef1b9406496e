"""Wrong answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def fixed_counts(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Gives every Gaussian its expected count, in order, so the codes are not independent."""
    ends = (weights.cumsum(0) * n).round().long()
    ends[-1] = n
    chosen = torch.searchsorted(ends, torch.arange(n, device=means.device), right=True)
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def chosen_twice(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Chooses mean and covariance apart, which is right only if all Gaussians share one of them."""
    place = torch.multinomial(weights, n, replacement=True)
    shape = torch.multinomial(weights, n, replacement=True)
    z = MultivariateNormal(means[place], covariances[shape]).sample()
    return z, decoder(z)


def one_code_per_gaussian(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws a single code from every Gaussian and chooses among them, so that codes repeat."""
    candidates = MultivariateNormal(means, covariances).sample()
    z = candidates[torch.multinomial(weights, n, replacement=True)]
    return z, decoder(z)
