"""Wrong answers to reparameterize."""

import torch
from torch import Tensor
from torch.distributions import Normal


def variance_as_sigma(mu: Tensor, log_var: Tensor) -> Tensor:
    """Multiplies the noise with the variance: the 1/2 in the exponent is missing."""
    return mu + torch.exp(log_var) * torch.randn_like(mu)


def same_noise_for_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """One noise vector for all images of the batch."""
    noise = torch.randn(mu.shape[-1], dtype=mu.dtype, device=mu.device)
    return mu + torch.exp(0.5 * log_var) * noise


def one_number_for_each_image(mu: Tensor, log_var: Tensor) -> Tensor:
    """One number of noise for each image: all its coordinates share it."""
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu[..., :1])


def sample_stops_gradients(mu: Tensor, log_var: Tensor) -> Tensor:
    """sample(), not rsample(): no gradient reaches mu and log_var."""
    return Normal(mu, torch.exp(0.5 * log_var)).sample()


def uniform_noise(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is uniform on [0, 1]: rand_like in place of randn_like."""
    return mu + torch.exp(0.5 * log_var) * torch.rand_like(mu)


def sigma_is_detached(mu: Tensor, log_var: Tensor) -> Tensor:
    """sigma is computed without a graph: gradients reach mu only."""
    with torch.no_grad():
        sigma = torch.exp(0.5 * log_var)
    return mu + sigma * torch.randn_like(mu)
