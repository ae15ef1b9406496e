"""Right answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def multivariate_normal_rsample(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """MultivariateNormal draws and judges; columns of L are turned so that its diagonal is positive."""
    signs = scale_tril.diagonal(dim1=-2, dim2=-1).sign()
    q = MultivariateNormal(mean, scale_tril=scale_tril * signs.unsqueeze(-2))
    z = q.rsample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def one_draw_after_the_other(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """A loop over the k draws, summed as they come."""
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).abs().log().sum(-1)
    total = torch.zeros_like(mean[:, 0])
    for _ in range(k):
        eps = torch.randn_like(mean)
        z = mean + torch.bmm(scale_tril, eps[..., None])[..., 0]
        log_q = -0.5 * (eps**2 + math.log(2 * math.pi)).sum(-1) - log_det
        total = total + log_joint(x, z, weight, bias, noise_var) - log_q
    return total / k


def copies_in_one_long_batch(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Repeats every observation k times in one long batch, and folds it at the end."""
    batch, latent = mean.shape
    many_x, many_mean = x.repeat_interleave(k, 0), mean.repeat_interleave(k, 0)
    many_l = scale_tril.repeat_interleave(k, 0)
    eps = torch.randn(batch * k, latent, 1, dtype=mean.dtype, device=mean.device)
    z = many_mean + (many_l @ eps).squeeze(-1)
    log_det = torch.linalg.slogdet(many_l).logabsdet
    log_q = -0.5 * eps.square().sum((1, 2)) - 0.5 * latent * math.log(2 * math.pi) - log_det
    ratio = log_joint(many_x, z, weight, bias, noise_var) - log_q
    return ratio.view(batch, k).mean(1)


def draws_in_the_last_axis_in_double(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Noise (batch, latent, k) in float64; log q from the draws with a triangular solve."""
    wide = [t.double() for t in (x, mean, scale_tril, weight, bias, noise_var)]
    x_, m_, l_, w_, b_, v_ = wide
    latent = m_.shape[1]
    eps = torch.randn(*m_.shape, k, dtype=torch.float64, device=mean.device)
    z = m_.unsqueeze(-1) + torch.einsum("bij,bjk->bik", l_, eps)
    back = torch.linalg.solve_triangular(l_, z - m_.unsqueeze(-1), upper=False)
    logs = l_.diagonal(dim1=1, dim2=2).square().log().sum(-1)
    log_q = -0.5 * (back.square().sum(1) + latent * math.log(2 * math.pi) + logs[:, None])
    log_p = log_joint(x_[:, None, :], z.transpose(1, 2), w_, b_, v_)
    return (log_p - log_q).sum(1).div(k).to(mean.dtype)
