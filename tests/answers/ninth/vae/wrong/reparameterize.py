"""Wrong answers to reparameterize."""

import torch
from torch import Tensor


def one_noise_for_each_image(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draws one number for all coordinates of a latent point, so they move together."""
    noise = torch.randn_like(mu[..., :1])
    return mu + torch.exp(0.5 * log_var) * noise


def spread_held_fixed(mu: Tensor, log_var: Tensor) -> Tensor:
    """Detaches the standard deviation, so log_var gets no gradient."""
    std = torch.exp(0.5 * log_var).detach()
    return mu + std * torch.randn_like(std)


def root_of_the_exponential(mu: Tensor, log_var: Tensor) -> Tensor:
    """Takes the root after exp, which overflows in float32 for a log_var above 88."""
    return mu + torch.sqrt(torch.exp(log_var)) * torch.randn_like(mu)
