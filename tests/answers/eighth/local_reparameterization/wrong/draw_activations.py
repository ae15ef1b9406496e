"""Wrong answers to draw_activations."""

import torch
from torch import Tensor

from solutions.local_reparameterization import activation_moments


def zero_chosen_after_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Takes the root everywhere and chooses then, so a row of zeros still has a NaN gradient."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    spread = torch.where(delta > 0, delta.sqrt(), torch.zeros_like(delta))
    return gamma + spread * torch.randn_like(gamma)


def one_noise_for_all_units(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Draws one number for each example, so that its activations move together."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return gamma + (delta + torch.finfo(delta.dtype).tiny).sqrt() * torch.randn_like(gamma[:, :1])


def same_noise_in_each_call(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Starts a generator with the seed 0 each time, so two calls have the same noise."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    generator = torch.Generator(a.device).manual_seed(0)
    noise = torch.randn(gamma.shape, generator=generator, dtype=a.dtype, device=a.device)
    return gamma + (delta + torch.finfo(delta.dtype).tiny).sqrt() * noise
