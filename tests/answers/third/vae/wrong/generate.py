"""Wrong answers to generate."""

import torch
from torch import Tensor, nn


@torch.no_grad()
def two_different_codes(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Means and draws come from different z."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, torch.bernoulli(torch.sigmoid(decoder(torch.randn(n, latent))))


@torch.no_grad()
def rounded_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Rounds the means instead of drawing from them."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, means.round()


def graph_still_there(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Without no_grad: the means carry a graph."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, torch.bernoulli(means.detach())


@torch.no_grad()
def one_uniform_for_each_image(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """All pixels of an image are compared with the same number: they are not independent."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, (torch.rand(n, 1) < means).float()


@torch.no_grad()
def same_uniforms_for_all_images(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Every image is compared with the same row of numbers: images depend on each other."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, (torch.rand(means.shape[1]) < means).float()


@torch.no_grad()
def codes_near_the_centre(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """z has the standard deviation 0.8, for nicer pictures: not the prior."""
    means = torch.sigmoid(decoder(0.8 * torch.randn(n, latent)))
    return means, torch.bernoulli(means)


@torch.no_grad()
def sigmoid_twice(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Takes the means for logits when it draws: no pixel is rarer than 1/2."""
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, torch.bernoulli(torch.sigmoid(means))


@torch.no_grad()
def one_code_for_all(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws one z and uses it n times."""
    means = torch.sigmoid(decoder(torch.randn(1, latent).expand(n, latent)))
    return means, torch.bernoulli(means)


def gradients_off_for_good(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Switches gradients off and not on again: nothing can be trained after the call."""
    torch.set_grad_enabled(False)
    means = torch.sigmoid(decoder(torch.randn(n, latent)))
    return means, torch.bernoulli(means)


@torch.no_grad()
def mirrored_codes(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The second half of the z is the first with the sign turned."""
    half = torch.randn((n + 1) // 2, latent)
    means = torch.sigmoid(decoder(torch.cat([half, -half])[:n]))
    return means, torch.bernoulli(means)


@torch.no_grad()
def means_of_ten_draws(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """The means are averages of ten draws, not the probabilities."""
    p = torch.sigmoid(decoder(torch.randn(n, latent)))
    draws = torch.bernoulli(p.expand(10, *p.shape))
    return draws.mean(0), draws[0]


@torch.no_grad()
def seed_inside(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Draws z from a generator with a fixed seed: the same codes on each call."""
    z = torch.randn(n, latent, generator=torch.Generator().manual_seed(0))
    means = torch.sigmoid(decoder(z))
    return means, torch.bernoulli(means)


@torch.no_grad()
def codes_from_a_box(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """z is uniform between -sqrt(3) and sqrt(3): mean 0 and variance 1, but not normal."""
    z = (2 * torch.rand(n, latent) - 1) * 3**0.5
    means = torch.sigmoid(decoder(z))
    return means, torch.bernoulli(means)
