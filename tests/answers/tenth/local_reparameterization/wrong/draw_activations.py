"""Wrong answers to draw_activations."""

import torch
from torch import Tensor


def one_noise_for_all_outputs(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Draws one number per example, so that the outputs of an example move together."""
    gamma, delta = a @ weight_mean, a**2 @ weight_log_var.exp()
    noise = torch.randn(len(a), 1, dtype=a.dtype, device=a.device)
    return gamma + torch.sqrt(delta + torch.finfo(a.dtype).tiny) * noise


def a_hundredth_below_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Adds 0.01 below the root, so that a row of zeros or tiny variances spread by 0.1."""
    gamma, delta = a @ weight_mean, a**2 @ weight_log_var.exp()
    return gamma + torch.sqrt(delta + 1e-2) * torch.randn_like(gamma)


def torch_normal_stops_gradients(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Draws with torch.normal, through which only gradients of 0 flow back."""
    gamma, delta = a @ weight_mean, a**2 @ weight_log_var.exp()
    return torch.normal(gamma, torch.sqrt(delta + torch.finfo(a.dtype).tiny))
