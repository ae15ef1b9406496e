"""Wrong answers for generate."""

import torch
from torch import Tensor, nn


def builds_a_graph(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """There is no no_grad: the means carry a graph."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, torch.bernoulli(means.detach())


def draws_from_another_z(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The draws come from a new z; both must come from the same."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        draws = torch.bernoulli(torch.sigmoid(decoder(torch.randn(n, latent))))
    return means, draws


def logits_as_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The first result holds logits; the means are their sigmoids."""
    with torch.no_grad():
        logits = decoder(torch.randn(n, latent))
        return logits, torch.bernoulli(torch.sigmoid(logits))


def rounds_the_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The means are rounded at one half; that is the likeliest image, not a draw."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, (means > 0.5).float()


def uniform_latents(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """z is uniform between 0 and 1; the prior is the standard normal."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.rand(n, latent)))
        return means, torch.bernoulli(means)


def one_threshold_per_image(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """All pixels of an image are compared with the same uniform number: they are not independent."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, (torch.rand(n, 1) < means).float()


def one_noise_for_all_images(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """All images use the same pixel noise: the draws of different images depend on each other."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, (torch.rand(means.shape[-1]) < means).float()


def sigmoid_twice(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The draws use the sigmoid of the means, so their probabilities lie between 0.5 and 0.73."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, torch.bernoulli(torch.sigmoid(means))


def truncated_latents(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """z is clipped to [-1.5, 1.5]: nicer images, but not draws from the prior."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent).clamp(-1.5, 1.5)))
        return means, torch.bernoulli(means)


def one_z_for_all(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """One z is drawn and repeated: you get n draws of the same image."""
    with torch.no_grad():
        z = torch.randn(1, latent).expand(n, latent)
        means = torch.sigmoid(decoder(z))
        return means, torch.bernoulli(means)


def results_swapped(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The two results are in the wrong order: means first, then draws."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return torch.bernoulli(means), means


def fixed_seed(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The seed is set inside, so that every call makes the same images."""
    torch.manual_seed(0)
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, torch.bernoulli(means)
