"""Right answers to generate."""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, Normal


def uniform_below_the_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Uniform numbers below the means become ones, without a graph."""
    with torch.no_grad():
        means = decoder(torch.randn(n, latent)).sigmoid()
        draws = (torch.rand_like(means) < means).to(means.dtype)
    return means, draws


def bernoulli_distribution(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Bernoulli of torch.distributions has both the mean and the draws."""
    z = Normal(0.0, 1.0).sample((n, latent))
    with torch.no_grad():
        pixels = Bernoulli(logits=decoder(z))
        return pixels.mean, pixels.sample()


def logistic_noise(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A pixel is 1 where its logit is above logistic noise."""
    with torch.no_grad():
        logits = decoder(torch.randn((n, latent)))
    noise = torch.logit(torch.rand_like(logits))
    return 1 / (1 + torch.exp(-logits)), (logits > noise).float()


def inference_mode(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """torch.inference_mode, and the in-place bernoulli_ of a new tensor."""
    with torch.inference_mode():
        z = torch.empty(n, latent).normal_()
        means = torch.sigmoid(decoder(z))
        draws = torch.empty_like(means).bernoulli_(means)
    return means, draws
