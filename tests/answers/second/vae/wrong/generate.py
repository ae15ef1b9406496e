"""Wrong answers to generate."""

import torch
from torch import Tensor, nn


def another_latent_point_for_the_draws(
    decoder: nn.Module, n: int, latent: int
) -> tuple[Tensor, Tensor]:
    """The draws come from other latent points than the means."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        draws = torch.bernoulli(torch.sigmoid(decoder(torch.randn(n, latent))))
    return means, draws


def quantiles_in_place_of_draws(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Every coordinate runs over the same regular quantiles of the normal, only shuffled: no independent draws."""
    with torch.no_grad():
        grid = torch.special.ndtri((torch.arange(n) + 0.5) / n)
        z = torch.stack([grid[torch.randperm(n)] for _ in range(latent)], 1)
        means = torch.sigmoid(decoder(z))
        return means, torch.bernoulli(means)


def images_share_their_noise(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """All images compare with the same uniform numbers: their pixels are not independent."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        draws = (torch.rand(1, means.shape[1]) < means).float()
    return means, draws


def pixels_share_their_noise(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """All pixels of an image compare with one uniform number: they are not independent."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        draws = (torch.rand(n, 1) < means).float()
    return means, draws


def truncated_prior(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """z is cut at two standard deviations for nicer pictures: it is not a draw from the prior."""
    with torch.no_grad():
        z = nn.init.trunc_normal_(torch.empty(n, latent), a=-2.0, b=2.0)
        means = torch.sigmoid(decoder(z))
        return means, torch.bernoulli(means)


def mean_of_a_hundred_draws(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The means are averages of 100 draws: the exact mean is the probability itself."""
    with torch.no_grad():
        p = torch.sigmoid(decoder(torch.randn(n, latent)))
        many = torch.bernoulli(p.expand(100, *p.shape))
        return many.mean(0), many[0]


def graph_behind_the_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Only the draw of z is under no_grad: the means keep a graph of the decoder."""
    with torch.no_grad():
        z = torch.randn(n, latent)
    means = torch.sigmoid(decoder(z))
    return means, torch.bernoulli(means).detach()


def latent_points_in_mirrored_pairs(
    decoder: nn.Module, n: int, latent: int
) -> tuple[Tensor, Tensor]:
    """Half of the latent points are the negatives of the others: images are not independent."""
    with torch.no_grad():
        half = torch.randn((n + 1) // 2, latent)
        means = torch.sigmoid(decoder(torch.cat([half, -half])[:n]))
        return means, torch.bernoulli(means)
