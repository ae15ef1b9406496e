"""Right answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def cholesky_of_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """cholesky_inverse for the covariance, cholesky_solve for the means."""
    scaled = weight / noise_var.sqrt()
    precision = scaled.T @ scaled
    precision = precision + torch.diag(torch.ones_like(precision[0]))
    factor = torch.linalg.cholesky(precision)
    means = torch.cholesky_solve(weight.T @ (x - bias).T / noise_var, factor).T
    return means, torch.cholesky_inverse(factor)


def gain_in_pixel_space(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Conditions the joint Gaussian of (z, x): gain W^T (W W^T + s^2 I)^-1, in float64."""
    w, v = weight.double(), noise_var.double()
    cov_x = w @ w.T + v * torch.eye(len(w), dtype=w.dtype, device=w.device)
    gain = torch.linalg.solve(cov_x, w).T
    covariance = torch.eye(w.shape[1], dtype=w.dtype, device=w.device) - gain @ w
    means = (x.double() - bias.double()) @ gain.T
    return means.to(x.dtype), covariance.to(x.dtype)


def one_pixel_after_the_other(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Starts at the prior and learns from one pixel after the other (Kalman), in float64."""
    latent = weight.shape[1]
    means = torch.zeros(len(x), latent, dtype=torch.float64, device=x.device)
    cov = torch.eye(latent, dtype=torch.float64, device=x.device)
    for i, row in enumerate(weight.double()):
        direction = cov @ row
        gain = direction / (row @ direction + noise_var.double())
        surprise = x[:, i].double() - bias[i].double() - means @ row
        means = means + torch.outer(surprise, gain)
        cov = cov - torch.outer(gain, direction)
    return means.to(x.dtype), cov.to(x.dtype)


def pseudoinverse_of_stacked_equations(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Prior as further equations below W / s: the pseudoinverse P gives the means, and P P^T the covariance."""
    std = noise_var.sqrt()
    pixels, latent = weight.shape
    stacked = torch.cat([weight / std, torch.eye(latent, dtype=x.dtype, device=x.device)])
    p = torch.linalg.pinv(stacked)
    return (x - bias) / std @ p[:, :pixels].T, p @ p.T
