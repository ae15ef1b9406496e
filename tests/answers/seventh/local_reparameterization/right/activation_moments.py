"""Right answers to activation_moments."""

import torch
from torch import Tensor
from torch.nn import functional as F


def two_products(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """Two matrix products."""
    return a @ weight_mean, a**2 @ torch.exp(weight_log_var)


def scaled_terms(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """Each term a_i w_i has a deviation, of which the squares are added."""
    gamma = F.linear(a, weight_mean.T)
    deviations = a[:, :, None] * torch.exp(0.5 * weight_log_var)
    return gamma, deviations.square().sum(1)


def input_by_input(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """A loop over the inputs of the layer adds means and variances."""
    gamma = a.new_zeros(a.shape[0], weight_mean.shape[1])
    delta = torch.zeros_like(gamma)
    for column, mean, log_var in zip(a.T, weight_mean, weight_log_var, strict=True):
        gamma = gamma + torch.outer(column, mean)
        delta = delta + torch.outer(column * column, log_var.exp())
    return gamma, delta
