"""Wrong answers to sample_mixture."""

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


def factor_from_the_wrong_side(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The Cholesky factor is transposed: the codes have covariance L^T L, not L L^T."""
    chosen = torch.multinomial(weights, n, replacement=True)
    factor = torch.linalg.cholesky(covariances)[chosen]
    noise = torch.randn_like(means[chosen])
    codes = means[chosen] + torch.einsum("ni,nij->nj", noise, factor)
    return codes, decoder(codes)


def counts_that_are_not_random(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Each Gaussian gives its rounded share of n: the number of codes from it has to vary, if they are independent."""
    edges = (torch.cumsum(weights, 0) * n).round().long().clamp(max=n)
    edges[-1] = n
    chosen = torch.searchsorted(edges, torch.arange(n, device=edges.device), right=True)[
        torch.randperm(n, device=edges.device)
    ]
    codes = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return codes, decoder(codes)


def sorted_by_gaussian(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The choices are sorted: the first codes come from the first Gaussian, so neighbours are not independent."""
    chosen = torch.multinomial(weights, n, replacement=True).sort().values
    codes = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return codes, decoder(codes)


def weights_given_as_logits(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Categorical(logits=weights) takes the softmax of the probabilities: rare Gaussians come far too often."""
    chosen = Categorical(logits=weights).sample((n,))
    codes = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return codes, decoder(codes)


def antithetic_noise(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The second half has the noise of the first with the sign turned: the codes are not independent."""
    chosen = torch.multinomial(weights, n, replacement=True)
    half = torch.randn(n - n // 2, means.shape[1], dtype=means.dtype, device=means.device)
    noise = torch.cat([half, -half])[:n]
    codes = means[chosen] + (torch.linalg.cholesky(covariances)[chosen] @ noise[..., None])[..., 0]
    return codes, decoder(codes)


def images_of_other_codes(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The images are decoded from a second draw, so they do not belong to the codes returned."""
    chosen = torch.multinomial(weights, n, replacement=True)
    gaussians = MultivariateNormal(means[chosen], covariances[chosen])
    return gaussians.sample(), decoder(gaussians.sample())


def one_draw_for_each_gaussian(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """One code is drawn from each Gaussian and then repeated: all codes of a Gaussian are the same."""
    chosen = torch.multinomial(weights, n, replacement=True)
    codes = MultivariateNormal(means, covariances).sample()[chosen]
    return codes, decoder(codes)


def weighted_average_of_draws(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The draws of all Gaussians are averaged with the weights: that is one Gaussian in the middle, not a mixture."""
    codes = torch.einsum("c,nci->ni", weights, MultivariateNormal(means, covariances).sample((n,)))
    return codes, decoder(codes)
