"""Right answers to reparameterize."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def randn_of_the_same_shape(mu: Tensor, log_var: Tensor) -> Tensor:
    """torch.randn with the shape, dtype and device of mu; sigma as exp(log_var / 2)."""
    sigma = torch.exp(log_var / 2)
    eps = torch.randn(mu.shape, dtype=mu.dtype, device=mu.device)
    return mu + sigma * eps


def rsample_of_normal(mu: Tensor, log_var: Tensor) -> Tensor:
    """Normal.rsample, which lets gradients through."""
    return Normal(mu, log_var.mul(0.5).exp()).rsample()


def noise_in_place_of_an_empty_tensor(mu: Tensor, log_var: Tensor) -> Tensor:
    """An empty tensor filled with normal numbers, and torch.addcmul."""
    eps = torch.empty_like(mu, requires_grad=False).normal_()
    return torch.addcmul(mu, (0.5 * log_var).exp(), eps)


def standard_normal_sample(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise is a sample of Normal(0, 1) for every entry; sigma is a power of e."""
    noise = Normal(torch.zeros_like(mu), torch.ones_like(mu)).sample()
    return noise * math.e ** (log_var * 0.5) + mu
