"""Wrong answers to path_log_w."""

import math

import torch
from torch import Tensor


def stops_the_draw_in_log_q(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Holds all of log q constant, its z too: the path's gradient through log q is missing."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    gap = (x - z @ weight.T - bias) ** 2
    log_lik = -0.5 * (gap / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    log_q = -0.5 * ((z - mean) ** 2 / log_var.exp() + log_var + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_lik - log_q.detach()


def freezes_only_the_mean(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Detaches the mean in log q and forgets the log-variance, whose gradient is then another."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    gap = (x - z @ weight.T - bias) ** 2
    log_lik = -0.5 * (gap / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    square = (z - mean.detach()) ** 2 / log_var.exp()
    log_q = -0.5 * (square + log_var + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_lik - log_q


def one_noise_constant_for_all_pixels(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Adds log(2 pi s^2) once and not for each pixel: right only for a single pixel."""
    z = mean + torch.exp(0.5 * log_var) * noise
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    squares = ((x - z @ weight.T - bias) ** 2).sum(-1)
    log_lik = -0.5 * (squares / noise_var + torch.log(2 * math.pi * noise_var))
    m, v = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - m) ** 2 / v.exp() + v + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_lik - log_q
