"""Right answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def rsample_and_log_prob(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """MultivariateNormal draws and judges."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(dim=0)


def draw_after_draw(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """A loop over the k draws, which are added up."""
    log_det = torch.diagonal(scale_tril, dim1=1, dim2=2).log().sum(1)
    constant = 0.5 * mean.shape[1] * math.log(2 * math.pi)
    total = 0.0
    for _ in range(k):
        eps = torch.randn_like(mean)
        z = mean + torch.einsum("bij,bj->bi", scale_tril, eps)
        log_q = -0.5 * eps.pow(2).sum(1) - log_det - constant
        total = total + log_joint(x, z, weight, bias, noise_var) - log_q
    return total / k


def copies_of_each_observation(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Repeats each observation k times, and averages in groups at the end."""
    batch, latent = mean.shape
    mu, factor = mean.repeat_interleave(k, 0), scale_tril.repeat_interleave(k, 0)
    noise = torch.randn(batch * k, latent, 1, dtype=mean.dtype, device=mean.device)
    z = mu + (factor @ noise).squeeze(-1)
    log_p = log_joint(x.repeat_interleave(k, 0), z, weight, bias, noise_var)
    log_q = MultivariateNormal(mu, scale_tril=factor).log_prob(z)
    return (log_p - log_q).reshape(batch, k).mean(1)


def quadratic_form_from_z(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """log q from z itself: a triangular system, and the determinant of L."""
    noise = mean.new_empty(k, *mean.shape).normal_()
    z = mean + torch.matmul(noise.unsqueeze(-2), scale_tril.mT).squeeze(-2)
    away = (z - mean).permute(1, 2, 0)
    white = torch.linalg.solve_triangular(scale_tril, away, upper=False)
    log_det = torch.linalg.slogdet(scale_tril).logabsdet
    log_q = -0.5 * (white.square().sum(1).T + mean.shape[-1] * math.log(2 * math.pi)) - log_det
    log_p = log_joint(x.unsqueeze(0), z, weight, bias, noise_var)
    return torch.mean(log_p - log_q, dim=0)
