"""Wrong answers to activation_moments."""

import torch
from torch import Tensor


def deviations_added_up(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds deviations and not variances, as if all weights had one noise; right for one input."""
    return a @ weight_mean, (a @ torch.exp(0.5 * weight_log_var)) ** 2


def inputs_not_squared(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes |a| for its square, which does not show for inputs of 0 and 1."""
    return a @ weight_mean, a.abs() @ weight_log_var.exp()


def second_moments_of_the_weights(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the mean square of a weight for its variance, which is right for means of 0 only."""
    return a @ weight_mean, a**2 @ (weight_log_var.exp() + weight_mean**2)
