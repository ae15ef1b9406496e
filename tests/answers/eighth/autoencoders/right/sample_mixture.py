"""Right answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal


def mixture_of_torch(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Let torch.distributions hold the whole mixture."""
    mixture = MixtureSameFamily(
        Categorical(probs=weights, validate_args=False),
        MultivariateNormal(means, covariances, validate_args=False),
        validate_args=False,
    )
    z = mixture.sample((n,))
    return z, decoder(z)


def choice_by_cumulated_weights(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draw the noise first, then the Gaussian by its place among the cumulated weights."""
    noise = torch.randn(n, means.shape[1], dtype=means.dtype, device=means.device)
    uniform = torch.rand(n, dtype=means.dtype, device=means.device)
    chosen = torch.searchsorted(weights.cumsum(0), uniform, right=True).clamp(max=len(weights) - 1)
    factors = torch.linalg.cholesky(covariances)
    z = means[chosen] + torch.einsum("nij,nj->ni", factors[chosen], noise)
    return z, decoder(z)
