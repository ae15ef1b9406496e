"""Right answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def inverse_of_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The precision, its inverse, and one matrix product for all observations."""
    latent = weight.shape[1]
    precision = torch.eye(latent, dtype=x.dtype, device=x.device) + weight.T @ weight / noise_var
    covariance = torch.linalg.inv(precision)
    return (x - bias) @ weight @ covariance / noise_var, covariance


def cholesky_of_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The Cholesky factor of the precision, cholesky_inverse and cholesky_solve."""
    precision = (weight.T @ weight) / noise_var
    precision = precision + torch.diag(torch.ones_like(precision[0]))
    factor = torch.linalg.cholesky(precision)
    right_side = weight.T @ (x - bias).T / noise_var
    return torch.cholesky_solve(right_side, factor).T, torch.cholesky_inverse(factor)


def conditions_the_joint(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Conditions the joint Gaussian of z and x on x, in double precision."""
    w = weight.double()
    evidence = w @ w.T + noise_var.double() * torch.eye(len(w), dtype=torch.float64, device=x.device)
    gain = torch.linalg.solve(evidence, w).T  # W^T (W W^T + s^2 I)^-1
    covariance = torch.eye(w.shape[1], dtype=torch.float64, device=x.device) - gain @ w
    means = (x.double() - bias.double()) @ gain.T
    return means.to(x.dtype), covariance.to(x.dtype)


def one_pixel_after_another(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Starts at the prior and conditions on the pixels one by one, as a Kalman filter does."""
    pixels, latent = weight.shape
    covariance = torch.eye(latent, dtype=x.dtype, device=x.device)
    means = x.new_zeros(len(x), latent)
    for i in range(pixels):
        row = weight[i]
        gain = covariance @ row / (row @ covariance @ row + noise_var)
        surprise = x[:, i] - bias[i] - means @ row
        means = means + surprise[:, None] * gain
        covariance = covariance - torch.outer(gain, row @ covariance)
    return means, covariance


def solves_scaled_system(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Both sides times s²: solves (s² I + W^T W) for the means and for s² times the identity."""
    eye = torch.eye(weight.size(1), dtype=x.dtype, device=x.device)
    system = noise_var * eye + torch.einsum("pi,pj->ij", weight, weight)
    means = torch.linalg.solve(system, torch.einsum("pl,bp->lb", weight, x - bias)).T
    return means, torch.linalg.solve(system, noise_var * eye)
