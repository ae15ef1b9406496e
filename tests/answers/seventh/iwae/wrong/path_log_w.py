"""Wrong answers to path_log_w."""

import math

import torch
from torch import Tensor


def variance_not_constant(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """In the last term the mean is held constant, but the variance is not."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    rest = (x - z @ weight.T - bias) ** 2
    log_x = -0.5 * (rest / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    m, v = mean.detach(), log_var
    log_q = -0.5 * ((z - m) ** 2 / v.exp() + v + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_x - log_q


def density_of_the_noise(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The draw's gap is replaced by the noise, so z's gradient in the last term is lost."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    rest = (x - z @ weight.T - bias) ** 2
    log_x = -0.5 * (rest / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    log_q = -0.5 * (noise**2 + log_var.detach() + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_x - log_q


def normalizer_of_one_pixel(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The likelihood's normalizer is counted once, not for each pixel."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    rest = (x - z @ weight.T - bias) ** 2
    log_x = -0.5 * (rest.sum(-1) / noise_var + torch.log(2 * math.pi * noise_var))
    m, v = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - m) ** 2 / v.exp() + v + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_x - log_q


def variance_taken_for_deviation(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The noise variance is squared, as if a standard deviation had been given."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    rest = (x - z @ weight.T - bias) ** 2
    log_x = -0.5 * (rest / noise_var**2 + torch.log(2 * math.pi * noise_var**2)).sum(-1)
    m, v = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - m) ** 2 / v.exp() + v + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_x - log_q


def model_held_constant(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The model's parameters are detached along with those of q."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    s = noise_var.detach()
    rest = (x - z @ weight.detach().T - bias.detach()) ** 2
    log_x = -0.5 * (rest / s + torch.log(2 * math.pi * s)).sum(-1)
    m, v = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - m) ** 2 / v.exp() + v + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_x - log_q
