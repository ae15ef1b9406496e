"""Wrong answers to signal_to_noise."""

import torch
from torch import Tensor


def mean_of_absolute_values(gradients: Tensor) -> Tensor:
    """The absolute values are averaged, instead of the average's absolute value."""
    return gradients.abs().mean(0) / gradients.std(0)


def divided_by_n(gradients: Tensor) -> Tensor:
    """The standard deviation has n degrees of freedom, not n - 1."""
    return gradients.mean(0).abs() / gradients.std(0, correction=0)


def errors_of_the_mean(gradients: Tensor) -> Tensor:
    """Divides by the standard error of the mean, not by the deviation of one estimate."""
    return gradients.mean(0).abs() / (gradients.std(0) / len(gradients) ** 0.5)


def one_deviation_for_all(gradients: Tensor) -> Tensor:
    """The mean variance of all parameters is used for each of them."""
    return gradients.mean(0).abs() / gradients.var(0).mean().sqrt()


def deviation_from_zero(gradients: Tensor) -> Tensor:
    """The squares are not centred before they are averaged."""
    n = len(gradients)
    return gradients.mean(0).abs() / torch.sqrt((gradients**2).sum(0) / (n - 1))
