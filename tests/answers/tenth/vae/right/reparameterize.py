"""Right answers to reparameterize."""

import torch
from torch import Tensor
from torch.distributions import Normal


def rsample_of_normal(mu: Tensor, log_var: Tensor) -> Tensor:
    """Lets torch.distributions draw, with rsample so that gradients flow."""
    return Normal(mu, log_var.mul(0.5).exp(), validate_args=False).rsample()


def fused_multiply_and_add(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draws noise into an empty tensor without a graph, and moves it by addcmul."""
    noise = torch.empty(mu.shape, dtype=mu.dtype, device=mu.device).normal_()
    return torch.addcmul(mu, torch.exp(log_var / 2), noise)
