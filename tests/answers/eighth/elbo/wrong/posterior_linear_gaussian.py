"""Wrong answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def one_noise_for_all(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Averages the pixels' variances first, which is right only if all are equal."""
    noise = noise_var.mean()
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(eye + weight.T @ weight / noise)
    return (x - bias) @ weight @ covariance / noise, covariance


def each_coordinate_alone(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Keeps only the diagonal of the precision: right if the columns of W are orthogonal."""
    scaled = weight / noise_var.unsqueeze(-1)
    variances = 1 / (1 + (weight * scaled).sum(0))
    return (x - bias) @ scaled * variances, torch.diag(variances)


def errors_not_standardized(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Scales the rows of W by 1/s but not the errors, so the means are right for s = 1 only."""
    rows = weight / noise_var.sqrt().unsqueeze(-1)
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(eye + rows.T @ rows)
    return (x - bias) @ rows @ covariance, covariance
