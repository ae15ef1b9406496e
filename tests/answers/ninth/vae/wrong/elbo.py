"""Wrong answers to elbo."""

import torch
from torch import Tensor, nn

from solutions.vae import bernoulli_log_likelihood, gaussian_kl, reparameterize


def one_noise_for_the_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Draws one noise vector and adds it to all images, so their z are not independent."""
    mu, log_var = encoder(x)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu[:1])
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def divergence_by_the_same_draw(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Estimates the divergence from z too, which has the right mean but more noise."""
    mu, log_var = encoder(x)
    noise = torch.randn_like(mu)
    z = mu + torch.exp(0.5 * log_var) * noise
    divergence = 0.5 * (z.square() - noise.square() - log_var).sum(-1)
    return bernoulli_log_likelihood(x, decoder(z)) - divergence


def divergence_shared_by_the_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Subtracts the mean divergence of the batch from every image, right on average only."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var).mean()
