"""Wrong answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def same_noise_for_all_observations(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The k draws of noise are shared by all observations: their estimates are not independent."""
    eps = torch.randn(k, 1, mean.shape[1], dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, eps.expand(k, *mean.shape))
    log_det = scale_tril.diagonal(dim1=1, dim2=2).abs().log().sum(-1)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def determinant_counted_twice(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """log q subtracts log det(L L^T), which is twice too much: it is half of that."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, eps)
    log_det = scale_tril.diagonal(dim1=1, dim2=2).square().log().sum(-1)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def noise_times_l_from_the_left(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """eps @ L is L^T eps: the draws have the covariance L^T L."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (eps.unsqueeze(-2) @ scale_tril).squeeze(-2)
    log_det = scale_tril.diagonal(dim1=1, dim2=2).abs().log().sum(-1)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def logarithm_after_the_average(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Averages the weights and then takes the logarithm: that is the importance-weighted bound."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, eps)
    log_det = scale_tril.diagonal(dim1=1, dim2=2).abs().log().sum(-1)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1) - log_det
    log_w = log_joint(x, z, weight, bias, noise_var) - log_q
    return torch.logsumexp(log_w, 0) - math.log(k)


def every_draw_with_its_mirror(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Half of the draws are mirror images of the others: they are not independent."""
    half = torch.randn((k + 1) // 2, *mean.shape, dtype=mean.dtype, device=mean.device)
    eps = torch.cat([half, -half])[:k]
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, eps)
    log_det = scale_tril.diagonal(dim1=1, dim2=2).abs().log().sum(-1)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def sample_cuts_the_gradient(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """sample() in place of rsample(): no gradient flows through the draws to mean and L."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.sample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def exact_entropy_for_log_q(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """-log q is replaced by its mean, the entropy: right on average, but it is not the mean over the draws."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return log_joint(x, z, weight, bias, noise_var).mean(0) + q.entropy()


def noise_standardized_over_draws(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The noise is standardized over the k draws: they are no longer independent."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    if k > 1:
        eps = (eps - eps.mean(0)) / eps.std(0)
    z = mean + torch.einsum("bij,kbj->kbi", scale_tril, eps)
    log_det = scale_tril.diagonal(dim1=1, dim2=2).abs().log().sum(-1)
    log_q = -0.5 * (eps.square() + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)
