"""Wrong answers to separate_activations."""

import torch
from torch import Tensor


def first_noise_for_everyone(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Builds one matrix from the first example's noise, which all examples then share."""
    return a @ (weight_mean + torch.exp(0.5 * weight_log_var) * noise[0])


def noise_without_its_input(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Misplaces a bracket: the noise of the weights is added without the factor of its input."""
    std = torch.exp(0.5 * weight_log_var)
    return (a[:, :, None] * weight_mean + std * noise).sum(1)


def deviations_held_constant(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Uses the data of the log-variances, so that no gradient flows back to them."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var.data) * noise
    return torch.bmm(a[:, None], weights)[:, 0] + 0 * weight_log_var.sum()
