"""Wrong answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor

from solutions.elbo import log_joint


def moves_noise_by_the_transposed_factor(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Multiplies rows of noise with L from the right, so that the draws have covariance L^T L."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (noise.unsqueeze(-2) @ scale_tril).squeeze(-2)
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).abs().log().sum(-1)
    log_q = -0.5 * (noise.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def one_noise_for_all_k_draws(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Repeats one draw k times, so that the estimates are as noisy as with k = 1."""
    noise = torch.randn_like(mean).expand(k, *mean.shape)
    z = mean + (scale_tril @ noise.unsqueeze(-1)).squeeze(-1)
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).abs().log().sum(-1)
    log_q = -0.5 * (noise.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def draws_without_a_path(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Draws with sample(), so that mean and scale_tril get the gradient of -log q alone."""
    q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.sample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)
