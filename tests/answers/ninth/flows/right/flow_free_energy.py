"""Right answers to flow_free_energy."""

import math

import torch
from torch import Tensor


def energy_written_out(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Writes both log-densities out with their constants and subtracts."""
    beta = min(1.0, 0.01 + step / 10000)
    constant = z_first.shape[-1] * math.log(2 * math.pi)
    square = (z_first - mean).square() * torch.exp(-log_var)
    log_q = -0.5 * (constant + (log_var + square).sum(-1)) - log_dets.sum(0)
    log_prior = -0.5 * (constant + z_last.square().sum(-1))
    return log_q - beta * (log_likelihood + log_prior)


def energy_from_distributions(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Takes q_0 and the prior from torch.distributions, and subtracts the maps in a loop."""

    def log_normal(z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
        normal = torch.distributions.Normal(mean, std, validate_args=False)
        return torch.distributions.Independent(normal, 1).log_prob(z)

    energy = log_normal(z_first, mean, torch.exp(log_var / 2))
    for log_det in log_dets:
        energy = energy - log_det
    log_prior = log_normal(z_last, torch.zeros_like(z_last), torch.ones_like(z_last))
    warm = 0.01 + step / 10_000
    return energy - (warm if warm < 1 else 1.0) * (log_likelihood + log_prior)
