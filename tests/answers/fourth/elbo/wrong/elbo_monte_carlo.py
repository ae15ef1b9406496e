"""Wrong answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def noise_times_the_factor(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """eps L, which is L transposed times eps: the draws have another covariance."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (noise[..., None, :] @ scale_tril)[..., 0, :]
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def one_draw_copied(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Draws the noise once, and expands it k times: all k draws of an observation are the same."""
    noise = torch.randn_like(mean).expand(k, *mean.shape)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_q = MultivariateNormal(mean, scale_tril=scale_tril).log_prob(z)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def sample_without_gradient(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """sample(), not rsample(): the draws carry no gradient to the mean and to L."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.sample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def logarithm_of_the_average(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The logarithm of the average weight, not the average of the logarithms."""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    log_w = log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)
    return torch.logsumexp(log_w, 0) - math.log(k)


def same_noise_for_all_observations(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """k draws of noise that all observations of the batch share."""
    noise = torch.randn(k, 1, mean.shape[1], dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_q = MultivariateNormal(mean, scale_tril=scale_tril).log_prob(z)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def half_of_the_log_determinant(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """Takes half of log det L, which is right for log det of the covariance only."""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * ((noise**2 + math.log(2 * math.pi)).sum(-1) + log_det)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)
