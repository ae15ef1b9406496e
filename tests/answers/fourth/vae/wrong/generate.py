"""Wrong answers to generate."""

import torch
from torch import Tensor, nn


def draws_from_another_z(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Means and draws come from different z."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        draws = torch.bernoulli(torch.sigmoid(decoder(torch.randn(n, latent))))
    return means, draws


def rounds_the_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Rounds the means at 1/2: nothing is drawn."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, (means > 0.5).float()


def uniform_latent_points(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """z is uniform on [0, 1], not standard normal."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.rand(n, latent)))
        return means, torch.bernoulli(means)


def pixels_share_their_noise(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """One uniform number for each image: its pixels are not drawn independently."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, (torch.rand(n, 1) < means).float()


def builds_a_graph(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """no_grad is missing: the means carry a graph."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, torch.bernoulli(means)


def draws_before_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Returns the draws first, and the means second."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return torch.bernoulli(means), means
