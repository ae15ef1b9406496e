"""Right answers to flow_free_energy."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, Normal


def three_terms_by_hand(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Writes both normal densities out, and merges what they have in common."""
    beta = min(1.0, 0.01 + step / 10000)
    d = z_first.shape[1]
    gap = (z_first - mean) ** 2 * torch.exp(-log_var) + log_var
    log_q = -0.5 * (gap.sum(-1) + d * math.log(2 * math.pi)) - log_dets.sum(0)
    log_prior = -0.5 * ((z_last**2).sum(-1) + d * math.log(2 * math.pi))
    return log_q - beta * (log_likelihood + log_prior)


def two_distributions_and_a_chain(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Takes the densities from torch.distributions, and map after map off the first."""
    energy = Independent(Normal(mean, torch.exp(log_var / 2)), 1).log_prob(z_first)
    for log_det in log_dets:
        energy = energy - log_det
    prior = Independent(Normal(torch.zeros_like(z_last), torch.ones_like(z_last)), 1)
    joint = prior.log_prob(z_last) + log_likelihood
    return energy - joint if step >= 9900 else energy - (0.01 + step / 10000) * joint
