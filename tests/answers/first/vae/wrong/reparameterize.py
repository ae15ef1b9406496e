"""Wrong answers for reparameterize."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def variance_as_deviation(mu: Tensor, log_var: Tensor) -> Tensor:
    """exp(log_var) is the variance; the noise must be multiplied by its root."""
    return mu + log_var.exp() * torch.randn_like(mu)


def log_variance_as_deviation(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is multiplied by the logarithm of the variance itself."""
    return mu + log_var * torch.randn_like(mu)


def uniform_with_variance_one(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise has mean 0 and variance 1, but it is uniform, not Gaussian."""
    noise = math.sqrt(12) * (torch.rand_like(mu) - 0.5)
    return mu + (0.5 * log_var).exp() * noise


def one_noise_per_image(mu: Tensor, log_var: Tensor) -> Tensor:
    """All coordinates of one image share one number of noise."""
    noise = torch.randn_like(mu[..., :1])
    return mu + (0.5 * log_var).exp() * noise


def one_noise_for_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """All images of the batch share the same noise."""
    noise = torch.randn(mu.shape[-1], dtype=mu.dtype, device=mu.device)
    return mu + (0.5 * log_var).exp() * noise


def sample_without_gradient(mu: Tensor, log_var: Tensor) -> Tensor:
    """sample() gives the right distribution, but no gradient reaches mu and log_var."""
    return Normal(mu, (0.5 * log_var).exp()).sample()


def deviation_without_gradient(mu: Tensor, log_var: Tensor) -> Tensor:
    """sigma is computed under no_grad, so no gradient reaches log_var."""
    with torch.no_grad():
        spread = (0.5 * log_var).exp() * torch.randn_like(mu)
    return mu + spread


def antithetic_halves(mu: Tensor, log_var: Tensor) -> Tensor:
    """The second half of the rows has the noise of the first with the other sign: not independent."""
    noise = torch.randn_like(mu)
    rows = noise.reshape(-1, mu.shape[-1])
    half = rows.shape[0] // 2
    noise = torch.cat([rows[:half], -rows[:half], rows[2 * half :]]).reshape(mu.shape)
    return mu + (0.5 * log_var).exp() * noise


def clipped_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is clipped at two standard deviations: no tails, and too small a variance."""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu).clamp(-2, 2)


def same_seed_every_call(mu: Tensor, log_var: Tensor) -> Tensor:
    """A generator with a fixed seed: every call draws the same noise."""
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(mu.shape, generator=generator, dtype=mu.dtype).to(mu.device)
    return mu + (0.5 * log_var).exp() * noise
