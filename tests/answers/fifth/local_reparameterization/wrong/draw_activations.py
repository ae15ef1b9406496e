"""Wrong answers to draw_activations."""

import torch
from torch import Tensor


def root_of_zero(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The gradient of the root is infinite for a row of zeros, and NaN in the end."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return gamma + delta.sqrt() * torch.randn_like(gamma)


def weights_drawn_once(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Draws weights for the whole batch: each activation alone is right, but they share noise."""
    noise = torch.randn_like(weight_mean)
    return a @ (weight_mean + torch.exp(0.5 * weight_log_var) * noise)


def drawn_without_gradient(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The draw of torch.normal gives no gradient to mean and standard deviation."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return torch.normal(gamma, torch.sqrt(delta + torch.finfo(delta.dtype).tiny))


def one_number_for_an_example(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """All outputs of an example share a number of noise."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    std = torch.sqrt(delta + torch.finfo(delta.dtype).tiny)
    return gamma + std * torch.randn(len(a), 1, dtype=a.dtype, device=a.device)


def centred_noise(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The noise is centred over the batch, so that the examples depend on each other."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    noise = torch.randn_like(gamma)
    std = torch.sqrt(delta + torch.finfo(delta.dtype).tiny)
    return gamma + std * (noise - noise.mean(0))


def too_much_below_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The number under the root is so large that a row of zeros has a noise of its own."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return gamma + torch.sqrt(delta + 1e-4) * torch.randn_like(gamma)
