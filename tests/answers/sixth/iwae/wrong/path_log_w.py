"""Wrong answers to path_log_w."""

import math

import torch
from torch import Tensor

LOG_2PI = math.log(2 * math.pi)


def mean_alone_held(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Holds the mean of q constant in its density, but not the variance."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + LOG_2PI).sum(-1)
    gap = x - (z @ weight.T + bias)
    likelihood = -0.5 * (gap**2 / noise_var + LOG_2PI + noise_var.log()).sum(-1)
    centre, spread = mean.detach(), log_var
    log_q = -0.5 * ((z - centre) ** 2 / spread.exp() + LOG_2PI + spread).sum(-1)
    return prior + likelihood - log_q


def noise_for_the_square(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Writes the square in log q by the noise, so that z does not move it any more."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + LOG_2PI).sum(-1)
    gap = x - (z @ weight.T + bias)
    likelihood = -0.5 * (gap**2 / noise_var + LOG_2PI + noise_var.log()).sum(-1)
    log_q = -0.5 * (noise**2 + LOG_2PI + log_var.detach()).sum(-1)
    return prior + likelihood - log_q


def variance_for_deviation(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Gives the noise variance to a distribution that wants the standard deviation."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + LOG_2PI).sum(-1)
    pixels = torch.distributions.Normal(z @ weight.T + bias, noise_var)
    likelihood = pixels.log_prob(x).sum(-1)
    centre, spread = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - centre) ** 2 / spread.exp() + LOG_2PI + spread).sum(-1)
    return prior + likelihood - log_q


def model_held_too(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Holds the model's parameters constant as well, so that they get no gradient."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + LOG_2PI).sum(-1)
    weight, bias, noise_var = weight.detach(), bias.detach(), noise_var.detach()
    gap = x - (z @ weight.T + bias)
    likelihood = -0.5 * (gap**2 / noise_var + LOG_2PI + noise_var.log()).sum(-1)
    centre, spread = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - centre) ** 2 / spread.exp() + LOG_2PI + spread).sum(-1)
    return prior + likelihood - log_q


def one_constant_for_all_pixels(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Counts the constant of the pixels' density once instead of for each pixel."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + LOG_2PI).sum(-1)
    gap = x - (z @ weight.T + bias)
    likelihood = -0.5 * ((gap**2).sum(-1) / noise_var + LOG_2PI + noise_var.log())
    centre, spread = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - centre) ** 2 / spread.exp() + LOG_2PI + spread).sum(-1)
    return prior + likelihood - log_q
