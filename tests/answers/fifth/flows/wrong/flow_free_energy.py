"""Wrong answers to flow_free_energy."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def prior_at_the_start(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The prior is computed at the draws before the chain."""
    log_2pi = math.log(2 * math.pi)
    log_q = -0.5 * ((z_first - mean) ** 2 / log_var.exp() + log_var + log_2pi).sum(-1)
    log_prior = -0.5 * (z_first**2 + log_2pi).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - log_dets.sum(0) - beta * (log_likelihood + log_prior)


def only_the_likelihood(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """beta multiplies the likelihood alone, while the prior counts in full from the start."""
    log_2pi = math.log(2 * math.pi)
    log_q = -0.5 * ((z_first - mean) ** 2 / log_var.exp() + log_var + log_2pi).sum(-1)
    log_prior = -0.5 * (z_last**2 + log_2pi).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - log_dets.sum(0) - beta * log_likelihood - log_prior


def without_constants(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The constants with 2 pi are left out of both densities: they cancel only when beta is 1."""
    log_q = -0.5 * ((z_first - mean) ** 2 / log_var.exp() + log_var).sum(-1)
    log_prior = -0.5 * (z_last**2).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - log_dets.sum(0) - beta * (log_likelihood + log_prior)


def whole_ten_thousands(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Integer division: beta stays at 0.01 until step 10,000."""
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(-1) - log_dets.sum(0)
    log_prior = Normal(torch.zeros_like(mean), torch.ones_like(mean)).log_prob(z_last).sum(-1)
    beta = min(1.0, 0.01 + step // 10000)
    return log_q - beta * (log_likelihood + log_prior)


def without_end(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """beta is not held at 1, but goes on growing."""
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(-1) - log_dets.sum(0)
    log_prior = Normal(torch.zeros_like(mean), torch.ones_like(mean)).log_prob(z_last).sum(-1)
    return log_q - (0.01 + step / 10000) * (log_likelihood + log_prior)


def average_of_maps(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The log-determinants are averaged over the maps instead of added."""
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(-1) - log_dets.mean(0)
    log_prior = Normal(torch.zeros_like(mean), torch.ones_like(mean)).log_prob(z_last).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - beta * (log_likelihood + log_prior)
