"""Right answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal
from torch.func import vmap


def multivariate_normal_does_it(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """rsample and log_prob of MultivariateNormal; mean over the first axis."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return torch.mean(log_joint(x, z, weight, bias, noise_var) - q.log_prob(z), dim=0)


def one_draw_after_the_other(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """A loop over the draws, with the sum kept; the determinant by prod and log at the end."""
    total = torch.zeros_like(mean[:, 0])
    for _ in range(k):
        eps = torch.randn_like(mean)
        z = mean + torch.einsum("bij,bj->bi", scale_tril, eps)
        total = total + log_joint(x, z, weight, bias, noise_var) + eps.square().sum(1) / 2
    log_det = torch.log(torch.diagonal(scale_tril, 0, -2, -1)).sum(-1)
    return total / k + mean.shape[1] * math.log(2 * math.pi) / 2 + log_det


def draws_on_the_second_axis(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Noise of shape (batch, k, latent) in rows, so that L stands transposed on the right."""
    batch, latent = mean.shape
    noise = torch.randn(batch, k, latent, dtype=mean.dtype, device=mean.device)
    z = torch.baddbmm(mean[:, None], noise, scale_tril.mT)
    log_det = torch.linalg.slogdet(scale_tril).logabsdet
    log_q = -0.5 * (noise.pow(2).sum(-1) + latent * math.log(2 * math.pi)) - log_det[:, None]
    return (log_joint(x[:, None], z, weight, bias, noise_var) - log_q).mean(1)


def one_observation_under_vmap(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Written for a single observation; vmap brings the batch, with different randomness."""

    def single(point: Tensor, centre: Tensor, factor: Tensor) -> Tensor:
        noise = torch.randn(k, len(centre), dtype=centre.dtype, device=centre.device)
        z = centre + noise @ factor.T
        log_q = -(noise**2 / 2).sum(1) - torch.log(factor.diagonal()).sum()
        log_q = log_q - len(centre) * math.log(2 * math.pi) / 2
        return (log_joint(point, z, weight, bias, noise_var) - log_q).mean()

    return vmap(single, randomness="different")(x, mean, scale_tril)


def whitens_the_draw_again(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Repeats every observation k times, and finds log q from z with a triangular solve."""
    many = mean.repeat_interleave(k, 0)
    factor = scale_tril.repeat_interleave(k, 0)
    z = many + (factor * torch.randn_like(many).unsqueeze(-2)).sum(-1)
    white = torch.linalg.solve_triangular(factor, (z - many).unsqueeze(-1), upper=False)
    log_q = -white.square().sum((-2, -1)) / 2 - factor.diagonal(dim1=1, dim2=2).log().sum(1)
    log_q = log_q - 0.5 * mean.size(1) * math.log(2 * math.pi)
    log_p = log_joint(x.repeat_interleave(k, 0), z, weight, bias, noise_var)
    return (log_p - log_q).unflatten(0, (len(mean), k)).mean(1)
