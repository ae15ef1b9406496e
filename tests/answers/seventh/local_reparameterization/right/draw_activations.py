"""Right answers to draw_activations."""

import torch
from torch import Tensor
from torch.distributions import Normal


def tiny_below_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The moments of the last exercise, and the smallest normal number below the root."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    std = torch.sqrt(delta + torch.finfo(delta.dtype).tiny)
    return gamma + std * torch.randn_like(gamma)


def norm_of_deviations(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The deviation is a norm, whose gradient at 0 is 0; the noise is drawn transposed."""
    terms = a[:, :, None] * torch.exp(0.5 * weight_log_var)
    std = torch.linalg.vector_norm(terms, dim=1)
    noise = torch.randn(std.shape[1], std.shape[0], dtype=a.dtype, device=a.device).T
    return torch.addmm(std * noise, a, weight_mean)


def masked_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Where nothing varies, the root is taken of 1 and the draw is the mean."""
    gamma = a @ weight_mean
    delta = torch.einsum("bi,io->bo", a * a, weight_log_var.exp())
    varies = delta > 0
    std = torch.where(varies, delta, torch.ones_like(delta)).sqrt()
    return torch.where(varies, Normal(gamma, std).rsample(), gamma)
