"""Wrong answers to sample_mixture."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, MultivariateNormal


def blocks_in_order(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws random counts, but leaves the codes in blocks, one Gaussian after the other."""
    chosen = torch.multinomial(weights, n, replacement=True).sort().values
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def shares_kept_exactly(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Shuffles labels of which each has exactly its share: the codes are not independent."""
    steps = (torch.arange(n, device=means.device) + 0.5) / n
    labels = torch.searchsorted(weights.cumsum(0).to(steps), steps).clamp(max=len(weights) - 1)
    chosen = labels[torch.randperm(n, device=means.device)]
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def noise_from_the_left(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Multiplies noise from the left by the factor: the covariance is L^T L instead of L L^T."""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn_like(means[chosen])
    factors = torch.linalg.cholesky(covariances)[chosen]
    z = means[chosen] + (noise[:, None] @ factors)[:, 0]
    return z, decoder(z)


def one_noise_for_all_codes(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws a single noise vector and uses it for all codes."""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn_like(means[0])
    factors = torch.linalg.cholesky(covariances)[chosen]
    z = means[chosen] + factors @ noise
    return z, decoder(z)


def mirrored_noise(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """The second half of the codes has the noise of the first with its sign changed: dependent."""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn_like(means[chosen[: (n + 1) // 2]])
    noise = torch.cat([noise, -noise])[:n]
    factors = torch.linalg.cholesky(covariances)[chosen]
    z = means[chosen] + (factors @ noise[..., None])[..., 0]
    return z, decoder(z)


def weights_taken_for_logits(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Hands the weights over as logits: all Gaussians come up nearly equally often."""
    chosen = Categorical(logits=weights).sample((n,))
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def weighted_sum_of_draws(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Adds up a draw of each Gaussian with the weights: that is one Gaussian, not a mixture."""
    draws = MultivariateNormal(means, covariances).sample((n,))
    z = torch.einsum("c,ncl->nl", weights, draws)
    return z, decoder(z)


def images_of_other_codes(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Draws once more for the decoder: the images do not belong to the codes."""
    chosen = torch.multinomial(weights, n, replacement=True)
    gaussians = MultivariateNormal(means[chosen], covariances[chosen])
    return gaussians.sample(), decoder(gaussians.sample())


def seeded_inside(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Sets the seed in each call: a second call gives the same codes again."""
    torch.manual_seed(0)
    chosen = torch.multinomial(weights, n, replacement=True)
    z = MultivariateNormal(means[chosen], covariances[chosen]).sample()
    return z, decoder(z)


def covariance_taken_for_a_factor(
    decoder: Callable[[Tensor], Tensor],
    weights: Tensor,
    means: Tensor,
    covariances: Tensor,
    n: int,
) -> tuple[Tensor, Tensor]:
    """Multiplies noise by the covariance itself: right only where it is the unit matrix."""
    chosen = torch.multinomial(weights, n, replacement=True)
    noise = torch.randn_like(means[chosen])
    z = means[chosen] + torch.einsum("nij,nj->ni", covariances[chosen], noise)
    return z, decoder(z)
