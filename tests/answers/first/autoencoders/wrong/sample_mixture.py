"""Wrong answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def blend_of_gaussians(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Averages a draw of every Gaussian with the weights: that is one Gaussian in the middle, not a mixture."""
    every = MultivariateNormal(means, covariances).sample((n,))
    z = (weights[:, None] * every).sum(1)
    return z, decoder(z)


def one_gaussian_for_all(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """One Gaussian is drawn for all codes of a call, not one for each."""
    c = torch.multinomial(weights, 1).item()
    z = MultivariateNormal(means[c], covariances[c]).sample((n,))
    return z, decoder(z)


def all_equally_often(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The Gaussians are chosen with equal probability; the weights are ignored."""
    chosen = torch.randint(len(weights), (n,))
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def covariance_as_factor(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Multiplies the noise by the covariance, not by its Cholesky factor."""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn_like(means[chosen])
    z = means[chosen] + (covariances[chosen] @ noise[:, :, None]).squeeze(-1)
    return z, decoder(z)


def transposed_factor(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The Cholesky factor is transposed: the codes get the covariance L^T L, not L L^T."""
    chosen = torch.multinomial(weights, n, replacement=True)
    lower = torch.linalg.cholesky(covariances)[chosen]
    noise = torch.randn_like(means[chosen])
    z = means[chosen] + torch.einsum("nji,nj->ni", lower, noise)
    return z, decoder(z)


def same_noise_for_all(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """All codes share one noise vector, so they are not independent."""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn_like(means[0])
    z = means[chosen] + torch.linalg.cholesky(covariances)[chosen] @ noise
    return z, decoder(z)


def grouped_by_gaussian(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The codes are sorted by Gaussian, so neighbouring rows are not independent."""
    chosen = torch.multinomial(weights, n, replacement=True).sort().values
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def images_of_other_codes(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The images are decoded from a second draw: they don't belong to the codes."""
    chosen = torch.multinomial(weights, n, replacement=True)
    gaussians = MultivariateNormal(means[chosen], covariances[chosen])
    return gaussians.sample(), decoder(gaussians.sample())


def no_correlations(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """Only the standard deviations are used: the numbers of a code are drawn uncorrelated."""
    chosen = torch.multinomial(weights, n, replacement=True)
    std = covariances.diagonal(dim1=-2, dim2=-1).sqrt()[chosen]
    z = torch.normal(means[chosen], std)
    return z, decoder(z)


def weights_as_logits(
    decoder: Callable[[Tensor], Tensor], weights: Tensor, means: Tensor, covariances: Tensor, n: int
) -> tuple[Tensor, Tensor]:
    """The weights go through a softmax as if they were logits: they come out nearly equal."""
    chosen = torch.distributions.Categorical(logits=weights).sample((n,))
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)
