"""Right answers for generate."""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli


def as_hinted(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """no_grad, randn, sigmoid, bernoulli."""
    with torch.no_grad():
        means = torch.sigmoid(decoder(torch.randn(n, latent)))
        return means, torch.bernoulli(means)


@torch.no_grad()
def bernoulli_distribution(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """torch.distributions.Bernoulli with logits, under a decorator."""
    z = torch.normal(0.0, 1.0, size=(n, latent))
    p = Bernoulli(logits=decoder(z))
    return p.mean, p.sample()


def compares_with_uniforms(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A pixel is 1 where a uniform number lies below its probability."""
    with torch.no_grad():
        logits = decoder(torch.empty(n, latent).normal_())
    means = 1 / (1 + torch.exp(-logits))
    return means, (torch.rand(means.shape) < means).to(means.dtype)


def image_by_image(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A loop that makes one image after the other."""
    means, draws = [], []
    with torch.no_grad():
        for _ in range(n):
            mean = decoder(torch.randn(1, latent)).sigmoid()
            means.append(mean)
            draws.append(mean.bernoulli())
    return torch.cat(means), torch.cat(draws)


def logistic_noise_on_the_logits(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A pixel is 1 where its logit plus logistic noise is positive; in float64, detached."""
    logits = decoder(torch.randn(n, latent)).detach()
    u = torch.rand(logits.shape, dtype=torch.float64)
    noise = torch.log(u) - torch.log1p(-u)
    draws = (logits.double() + noise > 0).float()
    return torch.sigmoid(logits), draws
