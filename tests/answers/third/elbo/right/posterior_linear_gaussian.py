"""Right answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def two_solves_with_the_precision(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """No inverse: the precision is solved against W^T (x - b) / s^2 and against the identity."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = torch.addmm(identity, weight.T, weight / noise_var)
    means = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    return means, torch.linalg.solve(precision, identity)


def cholesky_from_end_to_end(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """cholesky_solve for the means, cholesky_inverse for the covariance, W scaled by 1/s before."""
    s = noise_var.sqrt()
    scaled = weight / s
    eye = torch.diag(torch.ones_like(weight[0]))
    factor = torch.linalg.cholesky(eye + scaled.mT @ scaled)
    right = torch.einsum("bi,ij->jb", (x - bias) / s, scaled)
    return torch.cholesky_solve(right, factor).mT, torch.cholesky_inverse(factor)


def woodbury_over_the_pixels(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Conditioning in the space of pixels: the gain is W^T (W W^T + s^2 I)^-1; float64 inside."""
    w, v = weight.double(), noise_var.double()
    pixels, latent = w.shape
    marginal = w @ w.T + v * torch.eye(pixels, dtype=w.dtype, device=w.device)
    gain = torch.linalg.solve(marginal, w).T
    covariance = torch.eye(latent, dtype=w.dtype, device=w.device) - gain @ w
    return ((x - bias).double() @ gain.T).to(x.dtype), covariance.to(x.dtype)


def least_squares_with_the_prior_as_data(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The prior is one more row of data for each coordinate; QR of the stacked rows."""
    s = torch.sqrt(noise_var)
    latent = weight.shape[1]
    identity = torch.eye(latent, dtype=x.dtype, device=x.device)
    q, r = torch.linalg.qr(torch.cat([weight / s, identity]))
    inverse = torch.linalg.solve_triangular(r, identity, upper=True)
    data = torch.nn.functional.pad((x - bias) / s, (0, latent))
    return data @ q @ inverse.T, inverse @ inverse.T


def one_pixel_at_a_time(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Starts at the prior and learns from pixel after pixel, as a Kalman filter does."""
    latent = weight.shape[1]
    covariance = torch.eye(latent, dtype=torch.float64, device=x.device)
    means = torch.zeros(len(x), latent, dtype=torch.float64, device=x.device)
    for row, pixel in zip(weight.double(), (x - bias).double().T, strict=True):
        spread = covariance @ row
        gain = spread / (row @ spread + noise_var.double())
        means = means + (pixel - means @ row)[:, None] * gain
        covariance = covariance - torch.outer(gain, spread)
    return means.to(x.dtype), covariance.to(x.dtype)
