"""Right answers to signal_to_noise."""

import torch
from torch import Tensor


def both_at_once(gradients: Tensor) -> Tensor:
    """torch.std_mean over the estimates."""
    std, mean = torch.std_mean(gradients, dim=0)
    return mean.abs() / std


def from_sums(gradients: Tensor) -> Tensor:
    """Mean and variance by sums, with n - 1."""
    n = gradients.shape[0]
    mean = gradients.sum(0) / n
    variance = (gradients - mean).square().sum(0) / (n - 1)
    return mean.abs() / variance.sqrt()


def parameter_by_parameter(gradients: Tensor) -> Tensor:
    """A loop over the parameters and the square root of a covariance."""
    ratios = []
    for column in gradients.unbind(1):
        ratios.append(torch.abs(torch.mean(column)) * torch.cov(column).rsqrt())
    return torch.stack(ratios)
