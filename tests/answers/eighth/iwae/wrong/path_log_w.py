"""Wrong answers to path_log_w."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def posterior_written_with_the_noise(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Writes log q with the noise in place of z, so that its gradient through the draws is lost."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    log_x = Normal(z @ weight.T + bias, noise_var.sqrt()).log_prob(x).sum(-1)
    log_q = -0.5 * (noise**2 + log_var.detach() + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_x - log_q


def variances_still_moving(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Holds the mean constant in log q, and forgets the variances."""
    std = torch.exp(0.5 * log_var)
    z = mean + std * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    log_x = Normal(z @ weight.T + bias, noise_var.sqrt()).log_prob(x).sum(-1)
    return log_prior + log_x - Normal(mean.detach(), std).log_prob(z).sum(-1)


def noise_variance_counted_once(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Counts log s^2 once and not for each pixel, which does not show for the variance 1."""
    std = torch.exp(0.5 * log_var)
    z = mean + std * noise
    log_prior = Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(-1)
    squares = ((x - z @ weight.T - bias) ** 2).sum(-1) / noise_var
    log_x = -0.5 * (squares + noise_var.log() + x.shape[-1] * math.log(2 * math.pi))
    return log_prior + log_x - Normal(mean.detach(), std.detach()).log_prob(z).sum(-1)
