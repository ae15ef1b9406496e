"""Right answers to reparameterize."""

import torch
from torch import Tensor
from torch.distributions import Independent, Normal


def rsample_of_a_normal(mu: Tensor, log_var: Tensor) -> Tensor:
    """torch.distributions draws it, with rsample."""
    q = Independent(Normal(mu, torch.exp(log_var / 2), validate_args=False), 1)
    return q.rsample()


def addcmul_with_an_empty_tensor_filled(mu: Tensor, log_var: Tensor) -> Tensor:
    """Fills a new tensor with normal_, and fuses the product with the sum."""
    noise = torch.empty_like(mu, requires_grad=False).normal_()
    return torch.addcmul(mu, log_var.mul(0.5).exp(), noise)


def powers_of_two(mu: Tensor, log_var: Tensor) -> Tensor:
    """sigma as a power of two, the noise from torch.normal."""
    half = log_var / (2 * torch.log(torch.tensor(2.0, dtype=mu.dtype, device=mu.device)))
    noise = torch.normal(torch.zeros_like(mu), torch.ones_like(mu)).detach()
    return torch.exp2(half) * noise + mu


def one_coordinate_at_a_time(mu: Tensor, log_var: Tensor) -> Tensor:
    """Loops over the latent coordinates, with fresh noise for each, and stacks."""
    columns = []
    for m, v in zip(mu.unbind(-1), log_var.unbind(-1), strict=True):
        eps = torch.randn(m.shape, dtype=m.dtype, device=m.device)
        columns.append(m + eps * torch.exp(0.5 * v))
    return torch.stack(columns, dim=-1)


def noise_from_two_uniforms(mu: Tensor, log_var: Tensor) -> Tensor:
    """Box and Muller by hand, in float64."""
    u, v = torch.rand(2, *mu.shape, dtype=torch.float64, device=mu.device)
    noise = torch.sqrt(-2 * torch.log1p(-u)) * torch.sin(2 * torch.pi * v)
    return mu + torch.exp(0.5 * log_var) * noise.to(mu.dtype)
