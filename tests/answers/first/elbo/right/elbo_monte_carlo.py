"""Right answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor


def noise_and_determinant(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Noise for all draws at once, log q from the noise and the diagonal of L."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril @ eps[..., None])[..., 0]
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).abs().log().sum(-1)
    log_q = -0.5 * (eps.square().sum(-1) + mean.shape[-1] * math.log(2 * math.pi)) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def one_draw_at_a_time(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """A loop over the k draws that adds up."""
    total = torch.zeros_like(mean[:, 0])
    logs = torch.diagonal(scale_tril, dim1=1, dim2=2).abs().log()
    for _ in range(k):
        eps = torch.randn_like(mean)
        z = mean + torch.einsum("bij,bj->bi", scale_tril, eps)
        log_q = (-logs - eps**2 / 2 - math.log(2 * math.pi) / 2).sum(1)
        total = total + log_joint(x, z, weight, bias, noise_var) - log_q
    return total / k


def draws_on_the_second_axis(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The draws are the middle axis, and log q solves with L for the noise."""
    batch, latent = mean.shape
    noise = torch.empty(batch, latent, k, dtype=mean.dtype, device=mean.device).normal_()
    moved = scale_tril @ noise
    z = (mean[:, :, None] + moved).transpose(1, 2)
    back = torch.linalg.solve_triangular(scale_tril, moved, upper=False)
    log_q = -0.5 * back.square().sum(1) - torch.linalg.slogdet(scale_tril).logabsdet[:, None]
    log_q = log_q - latent / 2 * math.log(2 * math.pi)
    return (log_joint(x[:, None], z, weight, bias, noise_var) - log_q).mean(dim=1)


def distribution_of_the_covariance(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """MultivariateNormal with the covariance L L^T, rsample and log_prob."""
    q = torch.distributions.MultivariateNormal(mean, covariance_matrix=scale_tril @ scale_tril.mT)
    z = q.rsample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def loop_over_observations(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Each observation on its own, with the joint written out."""
    estimates = []
    pixels, latent = weight.shape
    for point, centre, factor in zip(x, mean, scale_tril):
        eps = torch.randn(k, latent, dtype=mean.dtype, device=mean.device)
        z = centre + eps @ factor.T
        error = (point - bias - z @ weight.T).square().sum(1)
        log_p = -0.5 * (z.square().sum(1) + error / noise_var + pixels * noise_var.log())
        log_q = -0.5 * eps.square().sum(1) - factor.diagonal().abs().log().sum()
        estimates.append((log_p - log_q).mean() - 0.5 * pixels * math.log(2 * math.pi))
    return torch.stack(estimates)
