"""Wrong answers to log_joint."""

import math

import torch
from torch import Tensor


def noise_constant_counted_once(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Counts log(2 pi s^2) once and not for each pixel, right for one pixel only."""
    prior = -0.5 * (z.square() + math.log(2 * math.pi)).sum(-1)
    squared = (x - z @ weight.T - bias).square().sum(-1)
    return prior - 0.5 * (torch.log(2 * math.pi * noise_var) + squared / noise_var)


def weight_reshaped_not_transposed(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Reshapes W to (latent, pixels) in place of transposing it, right only for one coordinate."""
    pixels, latent = weight.shape
    error = x - z @ weight.reshape(latent, pixels) - bias
    prior = -0.5 * (z.square() + math.log(2 * math.pi)).sum(-1)
    likelihood = -0.5 * (torch.log(2 * math.pi * noise_var) + error.square() / noise_var).sum(-1)
    return prior + likelihood


def noise_as_python_number(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Takes the variance as a plain number, so that no gradient flows back to noise_var."""
    variance = noise_var.item()
    error = x - z @ weight.T - bias
    prior = -0.5 * (z.square() + math.log(2 * math.pi)).sum(-1)
    return prior - 0.5 * (error.square() / variance + math.log(2 * math.pi * variance)).sum(-1)
