"""Wrong answers to activation_moments."""

import torch
from torch import Tensor


def second_moment(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """The second moments of the weights are added, with their squared means."""
    return a @ weight_mean, a**2 @ (weight_log_var.exp() + weight_mean**2)


def square_of_the_sum(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The deviations are added and then squared."""
    return a @ weight_mean, (a @ torch.exp(0.5 * weight_log_var)) ** 2


def not_squared(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """A variance is multiplied with the size of the input and not with its square."""
    return a @ weight_mean, a.abs() @ weight_log_var.exp()


def variance_without_gradient_of_inputs(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The inputs are detached where they are squared."""
    return a @ weight_mean, a.detach().square() @ weight_log_var.exp()


def deviation_of_the_activation(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The standard deviations of the activations and not their variances."""
    delta = torch.einsum("bi,io->bo", a**2, weight_log_var.exp())
    return a @ weight_mean, delta.sqrt()
