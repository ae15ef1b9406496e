"""Wrong answers to draw_activations."""

import torch
from torch import Tensor


def one_number_for_each_example(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """All activations of an example share one number of noise."""
    gamma = a @ weight_mean
    std = (a**2 @ weight_log_var.exp() + torch.finfo(a.dtype).tiny).sqrt()
    return gamma + std * torch.randn_like(gamma[:, :1])


def one_draw_of_the_weights(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Draws weights once for the whole batch, so that examples are not independent."""
    std = torch.exp(0.5 * weight_log_var)
    return a @ (weight_mean + std * torch.randn_like(weight_mean))


def zeros_replaced_after_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Chooses 0 after the root was taken, so that the gradient of a row of zeros is NaN."""
    gamma = a @ weight_mean
    delta = a**2 @ weight_log_var.exp()
    std = torch.where(delta > 0, delta.sqrt(), torch.zeros_like(delta))
    return gamma + std * torch.randn_like(gamma)


def deviation_without_gradient(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Avoids NaN by a standard deviation that has no gradient at all."""
    gamma = a @ weight_mean
    with torch.no_grad():
        std = (a**2 @ weight_log_var.exp()).sqrt()
    return gamma + std * torch.randn_like(gamma)


def same_noise_in_each_call(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The generator has a fixed seed, so that each call uses the same noise."""
    generator = torch.Generator(device=a.device).manual_seed(0)
    gamma = a @ weight_mean
    std = (a**2 @ weight_log_var.exp() + torch.finfo(a.dtype).tiny).sqrt()
    noise = torch.randn(gamma.shape, generator=generator, dtype=a.dtype, device=a.device)
    return gamma + std * noise
