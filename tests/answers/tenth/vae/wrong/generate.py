"""Wrong answers to generate."""

import torch
from torch import Tensor, nn


def one_threshold_per_image(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Compares all pixels of an image with one uniform number, so they are not independent."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, (torch.rand(n, 1) < means).float()


def draws_from_other_points(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws z anew for the second picture, so means and draws belong to different images."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, torch.bernoulli(torch.sigmoid(decoder(torch.randn(n, latent))))


def latent_points_kept_near(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Clamps z to [-1, 1] for nicer images, so that it is not drawn from the prior."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent).clamp(-1, 1)))
        return means, torch.bernoulli(means)
