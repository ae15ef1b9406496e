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
    """The k noise vectors are shared by all observations: their estimates depend on each other."""
    noise = torch.randn(k, 1, mean.shape[-1], dtype=mean.dtype, device=mean.device)
    noise = noise.expand(k, *mean.shape)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def one_draw_counted_k_times(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Expands one draw to k copies, so more draws bring no less noise."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample().expand(k, *mean.shape)
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def upper_factor(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Multiplies rows of noise with L, which draws with the covariance L^T L."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + torch.einsum("kbi,bij->kbj", noise, scale_tril)
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
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
    """Takes sample, not rsample: the values are right, the gradient of mean and L is not."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.sample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def logarithm_after_the_average(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Averages the weights before the logarithm: the importance-weighted bound, not the ELBO."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    log_w = log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)
    return torch.logsumexp(log_w, 0) - math.log(k)


def diagonal_of_the_first_axes(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The determinant is that of the first observation's L, taken for the whole batch."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_det = scale_tril[0].diagonal().log().sum()
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def mirrored_pairs(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The second half of the noise is the first half with the sign turned: not independent."""
    half = torch.randn((k + 1) // 2, *mean.shape, dtype=mean.dtype, device=mean.device)
    noise = torch.cat([half, -half])[:k]
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def only_the_diagonal_moves_the_noise(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Draws with the diagonal of L alone: what lies below it is forgotten."""
    std = scale_tril.diagonal(dim1=-2, dim2=-1)
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + std * noise
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - std.log().sum(-1)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def model_is_taken_as_given(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Detaches weight, bias and noise_var: no gradient reaches the model."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    model = (weight.detach(), bias.detach(), noise_var.detach())
    return (log_joint(x, z, *model) - q.log_prob(z)).mean(0)


def entropy_in_place_of_minus_log_q(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Takes the exact entropy for -log q: same mean, but noisy at the exact posterior."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return log_joint(x, z, weight, bias, noise_var).mean(0) + q.entropy()


def log_q_without_its_constant(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """log q lacks log(2 pi) for each coordinate, while log p(x, z) has it."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_q = -0.5 * noise.square().sum(-1) - torch.linalg.det(scale_tril).log()
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)
