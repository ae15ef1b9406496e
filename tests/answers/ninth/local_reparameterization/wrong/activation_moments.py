"""Wrong answers to activation_moments."""

import torch
from torch import Tensor


def adds_standard_deviations(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds the standard deviations of the terms and squares their sum: not those of a sum."""
    return a @ weight_mean, (a @ torch.exp(0.5 * weight_log_var)) ** 2


def second_moments_of_the_terms(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes variance plus squared mean of each weight: delta is then no variance but larger."""
    return a @ weight_mean, a**2 @ (weight_log_var.exp() + weight_mean**2)


def inputs_constant_in_the_variance(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Detaches the inputs in delta: the layer below gets no gradient of the variance."""
    return a @ weight_mean, a.detach().square() @ weight_log_var.exp()
