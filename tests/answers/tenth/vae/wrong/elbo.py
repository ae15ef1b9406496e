"""Wrong answers to elbo."""

import torch
from torch import Tensor, nn

from solutions.vae import bernoulli_log_likelihood, gaussian_kl, reparameterize


def noise_shared_by_the_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Draws one noise for the whole batch, so that the images' z are not independent."""
    mu, log_var = encoder(x)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu[:1])
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def draw_without_a_path(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Detaches the draw, so that the encoder gets no gradient from the likelihood."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var).detach()
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def divergence_averaged_over_images(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Subtracts the batch's mean divergence from each image, which keeps the mean alone right."""
    mu, log_var = encoder(x)
    log_p = bernoulli_log_likelihood(x, decoder(reparameterize(mu, log_var)))
    return log_p - gaussian_kl(mu, log_var).mean()
