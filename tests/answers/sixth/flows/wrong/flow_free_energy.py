"""Wrong answers to flow_free_energy."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def constants_cancel(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Leaves out log 2 pi in both densities, which cancels only when beta is 1."""
    log_q = -0.5 * (log_var + (z_first - mean) ** 2 / log_var.exp()).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * (z_last**2).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - beta * (log_likelihood + log_prior)


def likelihood_alone_is_annealed(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Multiplies only the likelihood by beta, and not the prior."""
    log_q = Normal(mean, (0.5 * log_var).exp()).log_prob(z_first).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * (z_last**2 + math.log(2 * math.pi)).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - beta * log_likelihood - log_prior


def prior_at_the_first_points(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Takes the prior at the draws of q_0 and not where the chain takes them."""
    log_q = Normal(mean, (0.5 * log_var).exp()).log_prob(z_first).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * (z_first**2 + math.log(2 * math.pi)).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - beta * (log_likelihood + log_prior)


def beta_without_a_limit(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Beta goes on growing beyond 1."""
    log_q = Normal(mean, (0.5 * log_var).exp()).log_prob(z_first).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * (z_last**2 + math.log(2 * math.pi)).sum(-1)
    beta = 0.01 + step / 10000
    return log_q - beta * (log_likelihood + log_prior)


def standard_deviation_for_variance(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Divides the squared distances by the standard deviation."""
    std = torch.exp(0.5 * log_var)
    log_q = -0.5 * (math.log(2 * math.pi) + log_var + (z_first - mean) ** 2 / std).sum(-1)
    log_prior = -0.5 * (z_last**2 + math.log(2 * math.pi)).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q - log_dets.sum(0) - beta * (log_likelihood + log_prior)
