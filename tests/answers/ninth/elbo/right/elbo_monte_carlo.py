"""Right answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor

from solutions.elbo import log_joint


def elbo_all_draws_at_once(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Moves a (k, batch, latent) block of noise by einsum and takes log q from the noise itself."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, noise)
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).abs().log().sum(-1)
    log_q = -0.5 * (noise.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def elbo_one_draw_after_the_other(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Adds up k estimates of one draw each in a loop, with log q from a triangular solve."""

    def log_q(z: Tensor) -> Tensor:
        rest = (z - mean).unsqueeze(-1)
        solved = torch.linalg.solve_triangular(scale_tril, rest, upper=False).squeeze(-1)
        _, log_det = torch.linalg.slogdet(scale_tril)
        constant = 0.5 * mean.shape[-1] * math.log(2 * math.pi)
        return -0.5 * solved.square().sum(-1) - log_det - constant

    total = torch.zeros_like(mean[:, 0])
    for _ in range(k):
        z = mean + (scale_tril @ torch.randn_like(mean).unsqueeze(-1)).squeeze(-1)
        log_prior = -0.5 * (z.square() + math.log(2 * math.pi)).sum(-1)
        square = (x - bias - z @ weight.T).square() / noise_var
        log_pixels = -0.5 * (square + torch.log(2 * math.pi * noise_var)).sum(-1)
        total = total + (log_prior + log_pixels - log_q(z)) / k
    return total
