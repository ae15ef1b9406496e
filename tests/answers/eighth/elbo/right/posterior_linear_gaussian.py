"""Right answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def least_squares_by_qr(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Treat the prior as more pixels with error 1, and solve the least squares by QR."""
    latent = weight.shape[1]
    eye = torch.eye(latent, dtype=x.dtype, device=x.device)
    std = noise_var.sqrt()
    rows = torch.cat([eye, weight / std.unsqueeze(-1)])
    q, r = torch.linalg.qr(rows)
    targets = ((x - bias) / std) @ q[latent:]
    inverse = torch.linalg.solve_triangular(r, eye, upper=True)
    return targets @ inverse.T, inverse @ inverse.T


def pixel_after_pixel(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Add what each pixel says to precision and shift in a loop, then solve by Cholesky."""
    pixels, latent = weight.shape
    noise = noise_var.expand(pixels)
    precision = torch.eye(latent, dtype=x.dtype, device=x.device)
    shift = torch.zeros(len(x), latent, dtype=x.dtype, device=x.device)
    for i in range(pixels):
        row = weight[i]
        precision = precision + torch.outer(row, row) / noise[i]
        shift = shift + torch.outer((x[:, i] - bias[i]) / noise[i], row)
    factor = torch.linalg.cholesky(precision)
    return torch.cholesky_solve(shift.T, factor).T, torch.cholesky_inverse(factor)
