"""Right answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def solves_for_the_means(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The precision, its inverse, and torch.linalg.solve for the means."""
    latent = weight.shape[1]
    precision = torch.eye(latent, dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    means = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    return means, torch.linalg.inv(precision)


def conditions_the_joint_gaussian(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Conditions the joint Gaussian of z and x on x, with the covariance of x."""
    pixels, latent = weight.shape
    cov_x = weight @ weight.T + noise_var * torch.eye(pixels, dtype=x.dtype, device=x.device)
    gain = torch.linalg.solve(cov_x, weight).T
    covariance = torch.eye(latent, dtype=x.dtype, device=x.device) - gain @ weight
    return (x - bias) @ gain.T, covariance


def cholesky_of_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """A Cholesky factor of s^2 I + W^T W, for the means and for the covariance."""
    m = weight.T @ weight + torch.diag(noise_var.expand(weight.shape[1]))
    factor = torch.linalg.cholesky(m)
    means = torch.cholesky_solve(((x - bias) @ weight).T, factor).T
    return means, noise_var * torch.cholesky_inverse(factor)


def eigenvectors_of_the_product(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """In the eigenvectors of W^T W every coordinate has a variance of its own."""
    values, vectors = torch.linalg.eigh(weight.T @ weight)
    variances = noise_var / (noise_var + values)
    covariance = (vectors * variances) @ vectors.T
    means = ((x - bias) / noise_var) @ weight @ covariance
    return means, covariance
