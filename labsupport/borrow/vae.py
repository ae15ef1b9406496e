"""What a learner may borrow in the lab of chapter ``vae``.

The terms of the bound are those of `labsupport.models.vae`. The networks wrap that file's, because
the lab's have one hidden layer and a decoder that returns its logits bare.
"""

import torch
from torch import Tensor, nn

from labsupport.checks.derivation import Lines
from labsupport.models import vae
from labsupport.models.vae import (
    bernoulli_log_likelihood,
    gaussian_kl,
    gaussian_log_likelihood,
    reparameterize,
)

__all__ = [  # noqa: RUF022 (the lab's order)
    "reparameterize",
    "gaussian_kl",
    "bernoulli_log_likelihood",
    "gaussian_log_likelihood",
    "Encoder",
    "Decoder",
    "elbo",
    "train_step",
    "generate",
    "gaussian_kl_derivation",
]


class Encoder(nn.Module):
    """q(z | x) with one hidden layer: maps (..., pixels) to mu and log_var, each (..., latent)."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.network = vae.Encoder(pixels, [hidden], latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Map ``x`` (..., pixels) to ``mu`` and ``log_var``, each (..., latent)."""
        return self.network(x)


class Decoder(nn.Module):
    """p(x | z) with one hidden layer: maps (..., latent) to Bernoulli logits (..., pixels)."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.network = vae.Decoder(pixels, [hidden], latent)

    def forward(self, z: Tensor) -> Tensor:
        """Map ``z`` (..., latent) to Bernoulli logits (..., pixels)."""
        (logits,) = self.network(z)
        return logits


def elbo(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """One-draw ELBO of each image ``x`` (batch, pixels), shape (batch,)."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def train_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """One optimizer step on a minibatch ``x`` (batch, pixels); returns the loss before it."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


@torch.no_grad()
def generate(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Means E[x | z] and draws x ~ p(x | z) for ``n`` draws of z from the prior, (n, pixels)."""
    weight = next(decoder.parameters())
    means = decoder(torch.randn(n, latent, dtype=weight.dtype, device=weight.device)).sigmoid()
    return means, means.bernoulli()


gaussian_kl_derivation = Lines(
    [
        r"\mathrm{KL}(q(z) \,\|\, p(z))",
        r"= \int q(z) \log \frac{q(z)}{p(z)} \, dz",
        r"= -\frac{1}{2} \log \sigma^2 - \frac{1}{2} + \frac{1}{2} \mathbb{E}_{q(z)}[z^2]",
        r"= \frac{1}{2} (\mu^2 + \sigma^2 - 1 - \log \sigma^2)",
    ]
)
