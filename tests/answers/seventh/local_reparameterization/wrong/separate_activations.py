"""Wrong answers to separate_activations."""

import torch
from torch import Tensor


def noise_summed(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor) -> Tensor:
    """The noise of the inputs is merged first: the law is right, but not these weights' product."""
    gamma = a @ weight_mean
    delta = a**2 @ weight_log_var.exp()
    return gamma + delta.sqrt() * noise.sum(1) / a.shape[1] ** 0.5


def squeezed(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor) -> Tensor:
    """All axes of size one are dropped, those of a batch of one or of a single output too."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.bmm(a.unsqueeze(1), weights).squeeze()


def weights_of_all(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor) -> Tensor:
    """Each example meets the mean of all examples' weights and not its own."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.einsum("bi,cio->bo", a, weights) / len(a)


def deviation_without_gradient(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The noise is scaled without gradients, so that the variances learn nothing."""
    with torch.no_grad():
        scaled = torch.exp(0.5 * weight_log_var) * noise
    return torch.einsum("bi,bio->bo", a, weight_mean + scaled)


def variance_for_deviation(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """The noise is multiplied with the variance and not with its root."""
    weights = weight_mean + torch.exp(weight_log_var) * noise
    return torch.matmul(a[:, None], weights)[:, 0]
