"""Right answers to generate."""

import torch
from torch import Tensor, nn


def generate_by_bernoulli(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws z, decodes it to probabilities, and draws all pixels by torch.bernoulli."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, torch.bernoulli(means)


def generate_by_uniform_noise(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Compares a uniform number for each pixel with its probability, after distributions drew z."""
    prior = torch.distributions.Normal(torch.zeros(n, latent), torch.ones(n, latent))
    logits = decoder(prior.sample()).detach()
    means = 1 / (1 + torch.exp(-logits))
    return means, (torch.rand_like(means) < means).to(means.dtype)
