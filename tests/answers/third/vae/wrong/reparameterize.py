"""Wrong answers to reparameterize."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def variance_for_deviation(mu: Tensor, log_var: Tensor) -> Tensor:
    """Multiplies the noise with the variance: right only for log_var 0."""
    return mu + log_var.exp() * torch.randn_like(mu)


def same_noise_for_all_images(mu: Tensor, log_var: Tensor) -> Tensor:
    """One noise vector of shape (latent,) for the whole batch."""
    noise = torch.randn(mu.shape[-1], dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * noise


def one_number_for_all_coordinates(mu: Tensor, log_var: Tensor) -> Tensor:
    """One number of noise for each image, shared by its coordinates: they are correlated."""
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu[..., :1])


def sample_stops_the_gradient(mu: Tensor, log_var: Tensor) -> Tensor:
    """Uses sample, which builds no graph, so no gradient reaches mu and log_var."""
    return Normal(mu, torch.exp(0.5 * log_var), validate_args=False).sample()


def root_after_the_exponential(mu: Tensor, log_var: Tensor) -> Tensor:
    """exp(log_var).sqrt() overflows for log_var above 88 in float32, and underflows below -103."""
    return mu + log_var.exp().sqrt() * torch.randn_like(mu)


def deviation_held_fixed(mu: Tensor, log_var: Tensor) -> Tensor:
    """Computes sigma under no_grad: log_var gets no gradient."""
    with torch.no_grad():
        sigma = torch.exp(0.5 * log_var)
    return mu + sigma * torch.randn_like(mu)


def uniform_noise_of_unit_variance(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is uniform with the mean 0 and variance 1: right moments, wrong law."""
    noise = (torch.rand_like(mu) - 0.5) * math.sqrt(12)
    return mu + torch.exp(0.5 * log_var) * noise


def log_variance_kept_in_bounds(mu: Tensor, log_var: Tensor) -> Tensor:
    """Clamps log_var to (-10, 10): wrong outside, and without a gradient there."""
    return mu + torch.exp(0.5 * log_var.clamp(-10, 10)) * torch.randn_like(mu)


def seed_inside(mu: Tensor, log_var: Tensor) -> Tensor:
    """Seeds a generator of its own on each call: the noise is always the same."""
    generator = torch.Generator(device=mu.device).manual_seed(0)
    noise = torch.randn(mu.shape, generator=generator, dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * noise


def mean_when_no_gradient_is_needed(mu: Tensor, log_var: Tensor) -> Tensor:
    """Returns mu itself under no_grad, as if that were for testing."""
    if not torch.is_grad_enabled():
        return mu
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


def outliers_cut_off(mu: Tensor, log_var: Tensor) -> Tensor:
    """Clamps the noise to two standard deviations."""
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu).clamp(-2, 2)


def floor_under_sigma(mu: Tensor, log_var: Tensor) -> Tensor:
    """Adds 1e-2 to sigma: a certain code gets noise all the same."""
    return mu + (torch.exp(0.5 * log_var) + 1e-2) * torch.randn_like(mu)
