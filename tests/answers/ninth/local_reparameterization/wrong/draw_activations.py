"""Wrong answers to draw_activations."""

import torch
from torch import Tensor


def plain_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Takes the root of the variance as it is: for a row of zeros the gradient is NaN."""
    deviation = (a**2 @ weight_log_var.exp()).sqrt()
    return a @ weight_mean + deviation * torch.randn_like(deviation)


def one_noise_for_the_batch(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Draws one number of noise for each output: all examples share it, so they are correlated."""
    delta = a**2 @ weight_log_var.exp()
    noise = torch.randn_like(weight_mean[0])
    return a @ weight_mean + (delta + torch.finfo(a.dtype).tiny).sqrt() * noise


def constant_deviation(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Detaches the standard deviation to be safe from NaN: no gradient reaches the variances."""
    with torch.no_grad():
        deviation = (a**2 @ weight_log_var.exp()).sqrt()
    noise = torch.randn_like(deviation)
    return a @ weight_mean + 0 * weight_log_var.sum() + deviation * noise
