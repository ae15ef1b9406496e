"""Right answers for reparameterize."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal


def randn_like_half_exponent(mu: Tensor, log_var: Tensor) -> Tensor:
    """The formula, with sigma = exp(log_var / 2)."""
    return mu + torch.exp(log_var / 2) * torch.randn_like(mu)


def normal_rsample(mu: Tensor, log_var: Tensor) -> Tensor:
    """rsample of torch.distributions.Normal."""
    return Normal(mu, log_var.mul(0.5).exp(), validate_args=False).rsample()


def multivariate_with_diagonal_factor(mu: Tensor, log_var: Tensor) -> Tensor:
    """A multivariate normal with a diagonal Cholesky factor."""
    factor = torch.diag_embed((0.5 * log_var).exp())
    return MultivariateNormal(mu, scale_tril=factor, validate_args=False).rsample()


def box_muller(mu: Tensor, log_var: Tensor) -> Tensor:
    """Gaussian noise made from two uniforms (Box-Muller), in float64 inside."""
    u = torch.rand(mu.shape, dtype=torch.float64, device=mu.device)
    v = torch.rand(mu.shape, dtype=torch.float64, device=mu.device)
    noise = torch.sqrt(-2 * torch.log1p(-u)) * torch.cos(2 * math.pi * v)
    return torch.addcmul(mu, noise.to(mu.dtype), torch.exp(0.5 * log_var))


def one_coordinate_at_a_time(mu: Tensor, log_var: Tensor) -> Tensor:
    """A loop over the latent coordinates, each with its own noise, stacked at the end."""
    columns = []
    for j in range(mu.shape[-1]):
        noise = torch.randn(mu.shape[:-1], dtype=mu.dtype, device=mu.device)
        columns.append(mu[..., j] - noise * math.e ** (log_var[..., j] * 0.5))
    return torch.stack(columns, dim=-1)
