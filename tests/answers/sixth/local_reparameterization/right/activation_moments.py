"""Right answers to activation_moments."""

import torch
from torch import Tensor
from torch.nn import functional as F


def two_products(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """Two matrix products."""
    return a @ weight_mean, a.square() @ weight_log_var.exp()


def sums_of_terms(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """Means and variances of all terms a_i w_ij, summed over the inputs."""
    means = a.unsqueeze(-1) * weight_mean
    deviations = a.unsqueeze(-1) * torch.exp(0.5 * weight_log_var)
    return means.sum(1), deviations.pow(2).sum(1)


def input_by_input(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """A linear layer for the means, and a loop over the inputs for the variances."""
    gamma = F.linear(a, weight_mean.t())
    delta = torch.zeros_like(gamma)
    for column, log_var in zip(a.T, weight_log_var, strict=True):
        delta = delta + torch.outer(column * column, torch.exp(log_var))
    return gamma, delta
