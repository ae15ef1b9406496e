"""Wrong answers to activation_moments."""

import torch
from torch import Tensor
from torch.nn import functional as F


def input_not_squared(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The variances are weighted by the inputs, not by their squares."""
    return a @ weight_mean, a @ weight_log_var.exp()


def deviations_added(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Standard deviations are added up and squared, as if the weights moved together."""
    return a @ weight_mean, (a @ torch.exp(0.5 * weight_log_var)) ** 2


def second_moment(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """The weights' squared means are added to their variances."""
    return a @ weight_mean, a**2 @ (weight_log_var.exp() + weight_mean**2)


def deviation_of_activations(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Returns standard deviations, not variances."""
    return a @ weight_mean, torch.sqrt(a**2 @ weight_log_var.exp())


def logarithm_of_inputs(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Works with the logarithms of the inputs, which negative ones do not have."""
    log_terms = 2 * a.log()[:, :, None] + weight_log_var
    return a @ weight_mean, torch.logsumexp(log_terms, 1).exp()


def negative_inputs_cut_off(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The variances take inputs as they are after a ReLU, so negative ones add nothing."""
    return a @ weight_mean, F.relu(a).square() @ weight_log_var.exp()
