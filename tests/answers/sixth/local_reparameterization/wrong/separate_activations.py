"""Wrong answers to separate_activations."""

import torch
from torch import Tensor


def all_axes_of_one_squeezed(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Removes every axis of length 1, also that of a batch of one or of a single output."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.bmm(a[:, None], weights).squeeze()


def noise_of_the_activations(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Uses the scaled sum of the noise for the activations, which has the same distribution."""
    eps = noise.sum(1) / noise.shape[1] ** 0.5
    return a @ weight_mean + (a**2 @ weight_log_var.exp()).sqrt() * eps


def deviation_without_gradient(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The standard deviation is computed without gradients."""
    with torch.no_grad():
        std = torch.exp(0.5 * weight_log_var)
    return torch.einsum("bi,bij->bj", a, weight_mean + std * noise)


def noise_of_the_first_example(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """All examples get the weights of the first one."""
    return a @ (weight_mean + torch.exp(0.5 * weight_log_var) * noise[0])


def noise_in_another_order(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Reads the noise of an example as a matrix (outputs, inputs), so it meets other weights."""
    batch, inputs, outputs = noise.shape
    eps = noise.reshape(batch, outputs, inputs).transpose(1, 2)
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * eps
    return (a[:, None, :] @ weights)[:, 0]
