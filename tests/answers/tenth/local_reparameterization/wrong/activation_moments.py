"""Wrong answers to activation_moments."""

import torch
from torch import Tensor


def deviations_add_up(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds the standard deviations of the terms and squares their sum, as if all were one noise."""
    return a @ weight_mean, (a.abs() @ torch.exp(0.5 * weight_log_var)).square()


def squares_of_weights_for_variances(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Uses the mean square of a weight for its variance, so the squared means are counted too."""
    return a @ weight_mean, a**2 @ (weight_log_var.exp() + weight_mean**2)


def one_variance_for_each_input(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Averages the variances over the outputs, which is right only where they are all the same."""
    variance = weight_log_var.exp().mean(1, keepdim=True)
    return a @ weight_mean, (a**2 @ variance).expand(-1, weight_mean.shape[1])
