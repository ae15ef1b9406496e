"""Right answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, MultivariateNormal


def blocks_in_random_order(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws how many codes each Gaussian gives, draws them in blocks, and shuffles all codes."""
    chosen = Categorical(weights).sample((n,))
    blocks = []
    for c in range(len(weights)):
        count = int((chosen == c).sum())
        blocks.append(MultivariateNormal(means[c], covariances[c]).sample((count,)))
    codes = torch.cat(blocks)[torch.randperm(n, device=means.device)]
    return codes, decoder(codes)


def symmetric_roots_of_covariances(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws noise first, inverts the distribution function of c, and uses roots by eigh."""
    noise = torch.randn(n, means.shape[1], dtype=means.dtype, device=means.device)
    uniform = torch.rand(n, dtype=means.dtype, device=means.device)
    chosen = (uniform[:, None] >= weights.cumsum(0)).sum(1).clamp(max=len(weights) - 1)
    values, vectors = torch.linalg.eigh(covariances)
    roots = vectors * values.clamp(min=0).sqrt()[:, None] @ vectors.mT
    codes = means[chosen] + torch.einsum("nij,nj->ni", roots[chosen], noise)
    return codes, decoder(codes)
