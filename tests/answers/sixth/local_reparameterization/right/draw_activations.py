"""Right answers to draw_activations."""

import torch
from torch import Tensor
from torch.distributions import Normal


def tiny_below_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """With the moments, and a tiny number below the root."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return gamma + (delta + torch.finfo(delta.dtype).tiny).sqrt() * torch.randn_like(gamma)


def length_of_a_vector(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The standard deviation as a norm, whose gradient at 0 is 0; noise first and transposed."""
    noise = torch.randn(weight_mean.shape[1], a.shape[0], dtype=a.dtype, device=a.device).T
    terms = a[:, :, None] * torch.exp(0.5 * weight_log_var)
    return torch.addcmul(a @ weight_mean, torch.linalg.vector_norm(terms, dim=1), noise)


def root_of_what_is_positive(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Replaces zeros before the root and after it; draws with a Normal object."""
    delta = torch.einsum("bi,io->bo", a * a, weight_log_var.exp())
    positive = delta > 0
    std = torch.where(positive, torch.where(positive, delta, 1.0).sqrt(), 0.0)
    standard = Normal(torch.zeros_like(delta), torch.ones_like(delta))
    return torch.einsum("bi,io->bo", a, weight_mean) + std * standard.sample()
