"""Right answers to reparameterize."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def rsample_of_a_normal(mu: Tensor, log_var: Tensor) -> Tensor:
    """rsample of torch.distributions.Normal."""
    return Normal(mu, (0.5 * log_var).exp(), validate_args=False).rsample()


def box_muller(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise comes from two uniform numbers (Box and Muller), in float64."""
    radius = torch.rand(mu.shape, dtype=torch.float64, device=mu.device)
    angle = torch.rand(mu.shape, dtype=torch.float64, device=mu.device)
    noise = (-2 * torch.log1p(-radius)).sqrt() * torch.cos(2 * math.pi * angle)
    return mu + torch.exp(log_var / 2) * noise.to(mu.dtype)


def sum_of_two_normals(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is the sum of two independent normal numbers over the root of 2."""
    noise = torch.randn(2, *mu.shape, dtype=mu.dtype, device=mu.device).sum(0) / math.sqrt(2)
    return torch.addcmul(mu, log_var.div(2).exp(), noise)


def one_latent_coordinate_after_the_other(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draws the last coordinate first, each in a line of its own, and stacks them."""
    columns = []
    for j in reversed(range(mu.shape[-1])):
        m, s = mu[..., j], torch.exp(log_var[..., j] * 0.5)
        columns.insert(0, m + s * torch.randn_like(m))
    return torch.stack(columns, dim=-1)
