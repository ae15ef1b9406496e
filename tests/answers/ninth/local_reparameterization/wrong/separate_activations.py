"""Wrong answers to separate_activations."""

import torch
from torch import Tensor


def noise_of_the_first_example(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Makes one matrix of weights from the first example's noise, and shares it with all."""
    weight = weight_mean + torch.exp(0.5 * weight_log_var) * noise[0]
    return a @ weight


def noise_laid_out_the_other_way(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Reads each example's noise as (outputs, inputs) and transposes it: it meets other weights."""
    batch, inputs, outputs = noise.shape
    eps = noise.reshape(batch, outputs, inputs).transpose(1, 2)
    weight = weight_mean + torch.exp(0.5 * weight_log_var) * eps
    return torch.bmm(a[:, None], weight)[:, 0]


def variance_times_noise(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Multiplies the noise with the variance, not with its root."""
    weight = weight_mean + weight_log_var.exp() * noise
    return torch.einsum("bi,bio->bo", a, weight)
