"""Right answers to generate."""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, Normal


@torch.no_grad()
def by_distributions(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draw from the prior and from the pixels by torch.distributions."""
    z = Normal(torch.zeros(n, latent), torch.ones(n, latent)).sample()
    pixels = Bernoulli(logits=decoder(z))
    return pixels.mean, pixels.sample()


def by_thresholds(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Compare each pixel's probability with a uniform threshold; draw z column by column."""
    with torch.no_grad():
        columns = [torch.randn(n) for _ in range(latent)]
        logits = decoder(torch.stack(columns, 1))
        means = 1 / (1 + torch.exp(-logits))
        draws = torch.zeros_like(means)
        draws[torch.rand_like(means) < means] = 1
    return means, draws
