"""Wrong answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def forgets_the_identity(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The identity of the prior is missing from the precision: this is least squares."""
    covariance = torch.linalg.pinv(weight.T @ weight / noise_var)
    return (x - bias) @ weight @ covariance / noise_var, covariance


def returns_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The precision is returned where the covariance belongs."""
    precision = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    return torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T, precision


def forgets_the_bias(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The bias is not subtracted from x."""
    precision = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    return x @ weight @ covariance / noise_var, covariance


def mean_not_divided_by_noise(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The mean lacks the division by s²."""
    precision = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    return (x - bias) @ weight @ covariance, covariance


def noise_squared(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """noise_var is squared, though it is the variance s² already."""
    precision = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var**2
    covariance = torch.linalg.inv(precision)
    return (x - bias) @ weight @ covariance / noise_var**2, covariance


def inverts_the_diagonal(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Only the diagonal of the precision is inverted; the coordinates of the posterior are correlated."""
    precision = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    covariance = torch.diag(1 / precision.diagonal())
    return (x - bias) @ weight @ covariance / noise_var, covariance


def covariance_times_noise(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The covariance comes from ridge regression and lacks the factor s²."""
    system = noise_var * torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight
    covariance = torch.linalg.inv(system)
    return (x - bias) @ weight @ covariance, covariance


def returns_the_factor(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The Cholesky factor of the covariance is returned instead of the covariance."""
    precision = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    return (x - bias) @ weight @ covariance / noise_var, torch.linalg.cholesky(covariance)


def ones_for_the_identity(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """A matrix of ones is added instead of the identity (adding the number 1 does that)."""
    covariance = torch.linalg.inv(1 + weight.T @ weight / noise_var)
    return (x - bias) @ weight @ covariance / noise_var, covariance


def centred_by_the_batch(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The mean of the batch is subtracted instead of the bias of the model."""
    precision = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    return (x - x.mean(0)) @ weight @ covariance / noise_var, covariance
