"""Wrong answers to generate."""

import torch
from torch import Tensor, nn


def draws_from_another_point(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws new z for the pixels, so that means and draws do not belong to the same points."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        draws = torch.bernoulli(torch.sigmoid(decoder(torch.randn(n, latent))))
    return means, draws


def one_uniform_for_each_image(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Compares all pixels of an image with one uniform number, so they are not independent."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, (torch.rand(n, 1) < means).float()


def seed_set_in_every_call(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Seeds the generator to be reproducible, so that every call gives the same images."""
    torch.manual_seed(0)
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, torch.bernoulli(means)
