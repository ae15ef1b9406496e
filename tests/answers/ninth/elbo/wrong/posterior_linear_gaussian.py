"""Wrong answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def bias_left_in_x(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Does not subtract b from x, so that the means are wrong unless b is 0."""
    weighted = weight / noise_var.unsqueeze(-1)
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weighted)
    return x @ weighted @ covariance, covariance


def mean_with_one_noise_for_all(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Weighs the pixels of the mean by the average variance, wrong if they have their own."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = identity + weight.T @ (weight / noise_var.unsqueeze(-1))
    covariance = torch.linalg.inv(precision)
    return (x - bias) @ weight @ covariance / noise_var.mean(), covariance


def covariance_from_the_diagonal_only(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Gives diag(1 / Lambda_jj) as covariance, wrong if columns of W are not orthogonal."""
    weighted = weight / noise_var.unsqueeze(-1)
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = identity + weight.T @ weighted
    means = torch.linalg.solve(precision, ((x - bias) @ weighted).T).T
    return means, torch.diag(1 / precision.diagonal())
