"""Right answers to signal_to_noise."""

import torch
from torch import Tensor


def mean_over_deviation(gradients: Tensor) -> Tensor:
    """The absolute mean over the standard deviation, over the first axis."""
    return gradients.mean(0).abs() / gradients.std(0)


def sums_written_out(gradients: Tensor) -> Tensor:
    """Sums of differences from the mean, with the degrees of freedom written out."""
    n = gradients.shape[0]
    mean = gradients.sum(0) / n
    variance = torch.einsum("nd,nd->d", gradients - mean, gradients - mean) / (n - 1)
    return torch.sqrt(mean.square() / variance)


def parameter_by_parameter(gradients: Tensor) -> Tensor:
    """One parameter after the other, each with the mean and the variance of torch at once."""
    ratios = []
    for column in gradients.unbind(dim=1):
        variance, mean = torch.var_mean(column, dim=0, correction=1)
        ratios.append(mean.abs() * variance.rsqrt())
    return torch.stack(ratios)
