"""Wrong answers to path_log_w."""

import math

import torch
from torch import Tensor


def noise_in_place_of_the_draw(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Takes log q from the noise itself, so that z's gradient through log q is missing."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    error = (x - z @ weight.T - bias) ** 2 / noise_var
    log_seen = -0.5 * (error + torch.log(2 * math.pi * noise_var)).sum(-1)
    log_q = -0.5 * (noise**2 + log_var.detach() + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_seen - log_q


def only_the_mean_held_constant(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Detaches the mean in log q but not log_var, whose gradient has a part too much."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    error = (x - z @ weight.T - bias) ** 2 / noise_var
    log_seen = -0.5 * (error + torch.log(2 * math.pi * noise_var)).sum(-1)
    square = (z - mean.detach()) ** 2 / log_var.exp()
    log_q = -0.5 * (square + log_var + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_seen - log_q


def noise_constant_once(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Takes log(2 pi s^2) once and not for each pixel: values and s^2's gradient are off."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    error = ((x - z @ weight.T - bias) ** 2).sum(-1) / noise_var
    log_seen = -0.5 * (error + torch.log(2 * math.pi * noise_var))
    square = (z - mean.detach()) ** 2 / log_var.detach().exp()
    log_q = -0.5 * (square + log_var.detach() + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_seen - log_q
