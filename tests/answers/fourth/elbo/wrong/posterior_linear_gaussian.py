"""Wrong answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def covariance_without_noise_factor(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Inverts W^T W + s^2 I, and forgets that the covariance is s^2 times this inverse."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    inverse = torch.linalg.inv(weight.T @ weight + noise_var * identity)
    return (x - bias) @ weight @ inverse, inverse


def bias_not_subtracted(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The bias is not subtracted from x."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    return x @ weight @ covariance / noise_var, covariance


def returns_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Returns the precision in the place of the covariance."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = identity + weight.T @ weight / noise_var
    return (x - bias) @ weight @ torch.linalg.inv(precision) / noise_var, precision


def mean_not_divided_by_the_noise(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The mean lacks the division by the noise variance."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    return (x - bias) @ weight @ covariance, covariance


def divides_by_the_variance_squared(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Squares noise_var, as if it were a standard deviation."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var**2)
    return (x - bias) @ weight @ covariance / noise_var**2, covariance


def prior_is_forgotten(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The identity, which is the prior's precision, is missing: this is least squares."""
    covariance = torch.linalg.pinv(weight.T @ weight / noise_var)
    return (x - bias) @ weight @ covariance / noise_var, covariance
