"""Wrong answers to draw_activations."""

import torch
from torch import Tensor


def mask_after_the_root(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """The root at 0 is masked after it is taken, so that its gradient is still NaN."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    std = torch.where(delta > 0, torch.sqrt(delta), torch.zeros_like(delta))
    return gamma + std * torch.randn_like(gamma)


def one_matrix_for_all(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """One draw of the weights serves all examples, which are not independent then."""
    weight = weight_mean + torch.exp(0.5 * weight_log_var) * torch.randn_like(weight_mean)
    return a @ weight


def one_number_for_each_example(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """All activations of an example share one number of noise."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    noise = torch.randn(len(a), 1, dtype=a.dtype, device=a.device)
    return gamma + torch.sqrt(delta + torch.finfo(a.dtype).tiny) * noise


def floor_too_high(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """A thousandth is added below the root, which is noise where there should be none."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return gamma + torch.sqrt(delta + 1e-3) * torch.randn_like(gamma)


def normal_without_gradient(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """torch.normal draws without a gradient for mean or deviation."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    return torch.normal(gamma, torch.sqrt(delta + torch.finfo(a.dtype).tiny))
