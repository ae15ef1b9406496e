"""Right answers to flow_free_energy."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, Normal


def densities_from_torch(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Takes both normal densities from torch.distributions."""
    log_q = Independent(Normal(mean, torch.exp(log_var / 2)), 1).log_prob(z_first)
    prior = Independent(Normal(torch.zeros_like(z_last), torch.ones_like(z_last)), 1)
    beta = min(1.0, 0.01 + step / 10_000)
    return log_q - log_dets.sum(0) - beta * (log_likelihood + prior.log_prob(z_last))


def map_after_map(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Writes the densities out, and takes one log-determinant off after the other."""

    def log_normal(z: Tensor, m: Tensor, lv: Tensor) -> Tensor:
        white = (z - m) * torch.exp(-0.5 * lv)
        return -0.5 * (white * white + lv + math.log(2 * math.pi)).sum(-1)

    log_q = log_normal(z_first, mean, log_var)
    for log_det in log_dets:
        log_q = log_q - log_det
    zeros = torch.zeros_like(z_last)
    log_joint = log_likelihood + log_normal(z_last, zeros, zeros)
    return log_q - (log_joint if step >= 9_900 else (0.01 + step / 10_000) * log_joint)
