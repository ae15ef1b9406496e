"""Right answers to generate."""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli


@torch.no_grad()
def compared_with_uniforms(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A pixel is one where a uniform number is below its probability."""
    means = decoder(torch.randn(n, latent)).sigmoid()
    return means, (torch.rand_like(means) < means).float()


@torch.no_grad()
def bernoulli_distribution(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """torch.distributions.Bernoulli gives the means and the draws."""
    pixels = Bernoulli(logits=decoder(torch.normal(0.0, 1.0, size=(n, latent))))
    return pixels.mean, pixels.sample()


def image_after_image(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A loop over single codes; the pixels by torch.bernoulli."""
    means, draws = [], []
    with torch.no_grad():
        for _ in range(n):
            p = torch.sigmoid(decoder(torch.randn(1, latent)))
            means.append(p)
            draws.append(torch.bernoulli(p))
    return torch.cat(means), torch.cat(draws)


def logistic_noise_above_zero(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A pixel is one where its logit plus logistic noise is positive."""
    with torch.set_grad_enabled(False):
        logits = decoder(torch.empty(n, latent).normal_())
        u = torch.rand(logits.shape, dtype=torch.float64)
        noise = u.log() - torch.log1p(-u)
        return 1 / (1 + torch.exp(-logits)), ((logits + noise) > 0).to(logits.dtype)


def pixels_first_drawn_then_means(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Noise for codes and pixels is drawn first; pixels by torch.binomial with one trial."""
    z = torch.distributions.MultivariateNormal(torch.zeros(latent), torch.eye(latent)).sample((n,))
    with torch.no_grad():
        p = torch.special.expit(decoder(z))
    return p, torch.binomial(torch.ones_like(p), p)
