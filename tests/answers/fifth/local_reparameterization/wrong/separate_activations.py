"""Wrong answers to separate_activations."""

import torch
from torch import Tensor


def variance_for_deviation(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The noise is multiplied with the variance, not with its root."""
    weights = weight_mean + torch.exp(weight_log_var) * noise
    return torch.einsum("bi,bio->bo", a, weights)


def noise_of_the_first(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """All examples share the weights of the first one."""
    return a @ (weight_mean + torch.exp(0.5 * weight_log_var) * noise[0])


def all_weights_for_all(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The matrices have a letter of their own in einsum, so each example meets the sum of all."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.einsum("bi,kio->bo", a, weights)


def squeezed_too_much(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The squeeze also takes the axis of a batch of one, or of a single output."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.bmm(a[:, None], weights).squeeze()


def noise_of_activations(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Draws the activations from their means and variances with a part of the noise."""
    std = torch.sqrt(a**2 @ torch.exp(weight_log_var))
    return a @ weight_mean + std * noise[:, 0]


def noise_in_other_order(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The noise is read as if its last two axes were exchanged."""
    inputs, outputs = weight_mean.shape
    noise = noise.reshape(-1, outputs, inputs).transpose(1, 2)
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.bmm(a[:, None], weights)[:, 0]
