"""Wrong answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def divides_by_s(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Divides by s = sqrt(noise_var): noise_var is the variance already."""
    s = noise_var.sqrt()
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    cov = torch.linalg.inv(eye + weight.T @ weight / s)
    return (x - bias) @ weight @ cov / s, cov


def returns_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The second result is the precision; the covariance is its inverse."""
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = eye + weight.T @ weight / noise_var
    return torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T, precision


def subtracts_the_mean_of_the_batch(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Centres x by the mean of this batch, not by the model's b."""
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    cov = torch.linalg.inv(eye + weight.T @ weight / noise_var)
    return (x - x.mean(0)) @ weight @ cov / noise_var, cov


def covariance_of_the_best_diagonal(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The covariance is diag(1 / Lambda_jj), that of the best diagonal Gaussian, not the posterior's."""
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = eye + weight.T @ weight / noise_var
    means = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    return means, torch.diag(1 / precision.diagonal())


def covariance_without_noise_variance(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The inverse of s^2 I + W^T W still has to be multiplied by s^2 to be the covariance."""
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    inverse = torch.linalg.inv(noise_var * eye + weight.T @ weight)
    return (x - bias) @ weight @ inverse, inverse


def least_squares_means(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The means are those of least squares: the prior has not pulled them towards 0."""
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    cov = torch.linalg.inv(eye + weight.T @ weight / noise_var)
    return (x - bias) @ torch.linalg.pinv(weight).T, cov


def more_noise_for_stability(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds 0.001 to the noise variance: wrong by much when the noise is small."""
    v = noise_var + 1e-3
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    cov = torch.linalg.inv(eye + weight.T @ weight / v)
    return (x - bias) @ weight @ cov / v, cov


def reciprocal_of_every_entry(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes one over each entry, which is the inverse only for one latent coordinate."""
    eye = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    cov = 1 / (eye + weight.T @ weight / noise_var)
    return (x - bias) @ weight @ cov / noise_var, cov
