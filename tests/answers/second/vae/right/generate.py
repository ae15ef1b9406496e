"""Right answers to generate."""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli


def inference_mode_and_comparison(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """torch.inference_mode; a pixel is 1 where a uniform number is below its mean."""
    with torch.inference_mode():
        means = decoder(torch.randn(n, latent)).sigmoid()
        draws = (torch.rand(means.shape) < means).to(means.dtype)
    return means, draws


def bernoulli_object(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """torch.distributions.Bernoulli has both, the mean and a sample."""

    @torch.no_grad()
    def story() -> tuple[Tensor, Tensor]:
        z = torch.normal(0.0, 1.0, size=(n, latent))
        p = Bernoulli(logits=decoder(z))
        return p.mean, p.sample()

    return story()


def images_drawn_one_by_one(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Latent points and pixels image by image in loops; the decoder runs once for all."""
    with torch.set_grad_enabled(False):
        z = torch.empty(n, latent)
        for row in z:
            row.normal_()
        means = 1 / (1 + torch.exp(-decoder(z)))
        draws = torch.zeros_like(means)
        for mean, draw in zip(means, draws, strict=True):
            draw.copy_(torch.bernoulli(mean))
    return means, draws


def logits_against_logistic_noise(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """A pixel is 1 where its logit and logistic noise, drawn in float64, are together above 0."""
    with torch.no_grad():
        logits = decoder(torch.randn(latent, n).T)
        u = torch.rand(logits.shape, dtype=torch.float64)
        draws = torch.where(logits + torch.logit(u) > 0, 1.0, 0.0)
        return torch.sigmoid(logits), draws
