"""Right answers to elbo_monte_carlo."""

import math

import torch
from solutions.elbo import log_joint
from torch import Tensor


def observation_by_observation(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Draw for one observation after the other, and take the determinant of L by slogdet."""
    latent = mean.shape[-1]
    log_dets = torch.linalg.slogdet(scale_tril.tril()).logabsdet
    estimates = []
    for b in range(len(x)):
        eps = torch.randn(k, latent, dtype=mean.dtype, device=mean.device)
        z = mean[b] + eps @ scale_tril[b].T
        log_q = -0.5 * (eps.square().sum(-1) + latent * math.log(2 * math.pi)) - log_dets[b]
        estimates.append((log_joint(x[b], z, weight, bias, noise_var) - log_q).mean())
    return torch.stack(estimates)


def running_total_of_draws(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Add up draw after draw without the log 2 pi of z, which both log-densities have."""
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).abs().log().sum(-1)
    constant = weight.shape[0] * (2 * math.pi * noise_var).log()
    total = torch.zeros_like(mean[:, 0])
    for _ in range(k):
        eps = torch.empty_like(mean).normal_()
        z = mean + torch.einsum("bij,bj->bi", scale_tril, eps)
        error = x - bias - torch.einsum("pl,bl->bp", weight, z)
        squares = (z.square() - eps.square()).sum(-1) + error.square().sum(-1) / noise_var
        total = total - (squares + constant) / 2 + log_det
    return total / k
