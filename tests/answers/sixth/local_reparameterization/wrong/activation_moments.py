"""Wrong answers to activation_moments."""

import torch
from torch import Tensor


def second_moment_of_weights(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds the squared means to the variances of the weights."""
    return a @ weight_mean, a**2 @ (weight_log_var.exp() + weight_mean**2)


def square_of_the_sum(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds standard deviations and squares their sum."""
    return a @ weight_mean, (a @ torch.exp(0.5 * weight_log_var)) ** 2


def variances_by_detached_inputs(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The variances have no gradient with respect to the inputs."""
    return a @ weight_mean, a.detach() ** 2 @ weight_log_var.exp()


def variances_kept_from_zero(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Variances below a ten-thousandth are raised to it, those of a row of zeros for one."""
    return a @ weight_mean, (a**2 @ weight_log_var.exp()).clamp(min=1e-4)


def inputs_not_squared(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The sizes of the inputs are not squared."""
    return a @ weight_mean, a.abs() @ weight_log_var.exp()
