"""Wrong answers to generate."""

import torch
from torch import Tensor, nn


@torch.no_grad()
def another_z_for_the_draws(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws the pixels at a second z, so that means and draws do not belong together."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    draws = torch.bernoulli(torch.sigmoid(decoder(torch.randn(n, latent))))
    return means, draws


@torch.no_grad()
def one_threshold_per_image(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Compares all pixels of an image with one uniform number, so they are dependent given z."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    draws = (torch.rand(n, 1) < means).float()
    return means, draws


@torch.no_grad()
def truncated_prior(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Folds z into (-2, 2) for nicer images, so that z is no longer standard normal."""
    z = torch.randn(n, latent).fmod(2)
    means = torch.sigmoid(decoder(z))
    return means, torch.bernoulli(means)
