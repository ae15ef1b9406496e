"""Right answers to generate."""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, Normal


def compared_with_uniform_numbers(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws uniform numbers, and makes a pixel 1 where they are below its probability."""
    with torch.no_grad():
        means = decoder(torch.randn(n, latent)).sigmoid()
        uniform = torch.rand(means.shape)
    return means, (uniform < means).to(means.dtype)


def two_distributions(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws both z and x with torch.distributions, and detaches."""
    with torch.no_grad():
        z = Normal(torch.zeros(latent), torch.ones(latent)).sample((n,))
        pixels = Bernoulli(logits=decoder(z))
        return pixels.mean.detach(), pixels.sample()
