"""Wrong answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def one_noise_for_all_pixels(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the mean of the noise variances for every pixel: right only if all are equal."""
    variance = noise_var.mean()
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / variance)
    return (x - bias) @ weight @ covariance / variance, covariance


def divided_by_variance_twice(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Divides W and the error by the variance each, not by its root, before they multiply."""
    scaled = weight / noise_var.unsqueeze(-1)
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + scaled.T @ scaled)
    return ((x - bias) / noise_var) @ scaled @ covariance, covariance


def mean_from_a_fixed_covariance(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Detaches the covariance in the mean, so that the mean's gradients miss a part."""
    scaled = weight / noise_var.unsqueeze(-1)
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ scaled)
    return (x - bias) @ scaled @ covariance.detach(), covariance
