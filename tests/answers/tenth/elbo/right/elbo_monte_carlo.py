"""Right answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from solutions.elbo import log_joint


def all_draws_at_once(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Draws all noise as one tensor, and takes the quadratic form of log q from it."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, noise)
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).abs().log().sum(-1)
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def rsample_one_by_one(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Draws k times from MultivariateNormal by rsample, in a loop, and adds up."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    total = torch.zeros_like(mean[:, 0])
    for _ in range(k):
        z = q.rsample()
        total = total + log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)
    return total / k
