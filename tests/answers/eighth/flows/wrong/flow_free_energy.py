"""Wrong answers to flow_free_energy."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def entropy_in_closed_form(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Takes the mean of log q_0 in place of its value at the draw, which is right on average."""
    beta, constant = min(1.0, 0.01 + step / 10000), math.log(2 * math.pi)
    log_q = -0.5 * (1 + log_var + constant).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * (z_last**2 + constant).sum(-1)
    return log_q - beta * (log_likelihood + log_prior)


def prior_not_annealed(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Multiplies the likelihood alone by beta, which does not show at the end of training."""
    beta = min(1.0, 0.01 + step / 10000)
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * (z_last**2 + math.log(2 * math.pi)).sum(-1)
    return log_q - log_prior - beta * log_likelihood


def steps_divided_to_whole_numbers(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Rounds step / 10000 down, so that beta jumps from 0.01 to 1."""
    beta = min(1.0, 0.01 + step // 10000)
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * (z_last.square() + math.log(2 * math.pi)).sum(-1)
    return log_q - beta * (log_prior + log_likelihood)
