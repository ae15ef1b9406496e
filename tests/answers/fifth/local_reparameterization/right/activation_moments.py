"""Right answers to activation_moments."""

import torch
from torch import Tensor
from torch.nn import functional as F


def two_products(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """The inputs and their squares, each times a matrix."""
    return a @ weight_mean, a**2 @ weight_log_var.exp()


def two_einsums(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """The same by einsum, in which the input stands twice for the variances."""
    gamma = torch.einsum("bi,io->bo", a, weight_mean)
    delta = torch.einsum("bi,bi,io->bo", a, a, torch.exp(weight_log_var))
    return gamma, delta


def input_by_input(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """A loop over the inputs adds the moments of each term."""
    gamma = a.new_zeros(a.shape[0], weight_mean.shape[1])
    delta = torch.zeros_like(gamma)
    for i in range(a.shape[1]):
        column = a[:, i : i + 1]
        gamma = gamma + column * weight_mean[i]
        delta = delta + (column * torch.exp(0.5 * weight_log_var[i])) ** 2
    return gamma, delta


def linear_layers(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> tuple[Tensor, Tensor]:
    """F.linear with transposed matrices."""
    gamma = F.linear(a, weight_mean.t())
    return gamma, F.linear(torch.square(a), weight_log_var.exp().t())
