"""Right answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal


def categorical_and_one_normal_each(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Categorical draws the Gaussian of each code; a loop draws the codes one by one."""
    chosen = Categorical(probs=weights).sample((n,))
    z = torch.stack([MultivariateNormal(means[c], covariances[c]).sample() for c in chosen])
    return z, decoder(z)


def cholesky_factors_by_hand(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """The factor of the chosen Gaussian, times standard normal noise, plus its mean."""
    which = torch.multinomial(weights, num_samples=n, replacement=True)
    factors = torch.linalg.cholesky(covariances)[which]
    noise = torch.randn(n, means.shape[1], dtype=means.dtype, device=means.device)
    codes = means[which] + torch.einsum("nij,nj->ni", factors, noise)
    return codes, decoder(codes)


def mixture_distribution(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """MixtureSameFamily of torch.distributions."""
    mixture = MixtureSameFamily(Categorical(weights), MultivariateNormal(means, covariances))
    z = mixture.sample((n,))
    return z, decoder(z)


def a_code_from_each_gaussian(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """n codes from every Gaussian; inverse cumulative weights choose which one is kept."""
    every = MultivariateNormal(means, covariances).sample((n,))
    u = torch.rand(n, dtype=means.dtype, device=means.device)
    cumulative = torch.cumsum(weights, 0)
    keep = torch.searchsorted(cumulative / cumulative[-1], u, right=True)
    z = every[torch.arange(n, device=means.device), keep]
    return z, decoder(z)
