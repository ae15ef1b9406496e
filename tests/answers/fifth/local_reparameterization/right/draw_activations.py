"""Right answers to draw_activations."""

import torch
from torch import Tensor
from torch.distributions import Normal


def tiny_below_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The moments from before, and a tiny number under the root."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    std = torch.sqrt(delta + torch.finfo(delta.dtype).tiny)
    return gamma + std * torch.randn_like(std)


def root_of_positive_only(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Everything written out; the root is taken of 1 where the variance is 0, and not used."""
    delta = a.square() @ torch.exp(weight_log_var)
    positive = delta > 0
    std = torch.where(positive, torch.where(positive, delta, 1.0).sqrt(), 0.0)
    noise = torch.randn(delta.shape, dtype=a.dtype, device=a.device)
    return torch.addcmul(a @ weight_mean, std, noise)


def sample_of_normal(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """rsample of torch.distributions.Normal, its variance kept above a tiny number."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return Normal(gamma, delta.clamp(min=torch.finfo(a.dtype).tiny).sqrt()).rsample()


def norm_of_the_terms(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The standard deviation is the norm of a_i sigma_i, whose gradient at 0 is 0 in torch."""
    terms = a[:, :, None] * torch.exp(0.5 * weight_log_var)
    std = torch.linalg.vector_norm(terms, dim=1)
    noise = torch.randn(std.shape[::-1], dtype=a.dtype, device=a.device).T
    return a @ weight_mean + noise * std
