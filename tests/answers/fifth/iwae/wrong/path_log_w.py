"""Wrong answers to path_log_w."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def q_is_constant(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """All of log q is held constant, so that no gradient comes through its z either."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = Normal(torch.zeros_like(mean), torch.ones_like(mean)).log_prob(z).sum(-1)
    likelihood = Normal(z @ weight.T + bias, noise_var.sqrt()).log_prob(x).sum(-1)
    q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z).sum(-1)
    return prior + likelihood - q.detach()


def only_the_mean(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The mean is a constant in log q, but the variance is not."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    error = x - z @ weight.T - bias
    likelihood = -0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    gap = (z - mean.detach()) ** 2 / log_var.exp()
    return prior + likelihood + 0.5 * (gap + log_var + math.log(2 * math.pi)).sum(-1)


def three_pixels(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The constant of the likelihood is that of three pixels, whatever their number."""
    z = mean + torch.exp(0.5 * log_var) * noise
    still_mean, still_log_var = mean.detach(), log_var.detach()
    squares = ((x - z @ weight.T - bias) ** 2).sum(-1)
    likelihood = -0.5 * squares / noise_var - 1.5 * torch.log(2 * math.pi * noise_var)
    gap = (z - still_mean) ** 2 / still_log_var.exp() + still_log_var
    return likelihood - 0.5 * (z**2).sum(-1) + 0.5 * gap.sum(-1)


def variance_as_scale(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The noise variance is given to Normal as the standard deviation."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = Normal(torch.zeros_like(mean), torch.ones_like(mean)).log_prob(z).sum(-1)
    likelihood = Normal(z @ weight.T + bias, noise_var).log_prob(x).sum(-1)
    q = Normal(mean.detach(), torch.exp(0.5 * log_var.detach())).log_prob(z).sum(-1)
    return prior + likelihood - q


def constants_everywhere(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The z in the joint density stems from constants; only the z in log q carries a gradient."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z.detach() ** 2 + math.log(2 * math.pi)).sum(-1)
    error = x - z.detach() @ weight.T - bias
    likelihood = -0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    q = Normal(mean.detach(), torch.exp(0.5 * log_var.detach())).log_prob(z).sum(-1)
    return prior + likelihood - q


def noise_under_q(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """In log q the noise stands for the standardized z: the value is right, the gradient is not."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    error = x - z @ weight.T - bias
    likelihood = -0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    log_q = -0.5 * (noise**2 + log_var.detach() + math.log(2 * math.pi)).sum(-1)
    return prior + likelihood - log_q
