"""Right answers to flow_free_energy."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, Normal


def written_out(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Both normal log-densities are written out."""
    log_2pi = math.log(2 * math.pi)
    log_q0 = -0.5 * (log_2pi + log_var + (z_first - mean) ** 2 / log_var.exp()).sum(-1)
    log_prior = -0.5 * (log_2pi + z_last**2).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q0 - log_dets.sum(0) - beta * (log_likelihood + log_prior)


def with_distributions(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Densities from torch.distributions; the log-determinants are taken off in a loop."""
    first = Independent(Normal(mean, (0.5 * log_var).exp(), validate_args=False), 1)
    prior = Normal(torch.zeros_like(z_last), torch.ones_like(z_last), validate_args=False)
    log_q = first.log_prob(z_first)
    for log_det in log_dets:
        log_q = log_q - log_det
    log_joint = log_likelihood + prior.log_prob(z_last).sum(dim=1)
    if step >= 9900:
        return log_q - log_joint
    return log_q - (0.01 + step / 10000) * log_joint


def standardized(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The noise behind the draw has a standard density; one helper serves it and the prior."""

    def log_standard(x: Tensor) -> Tensor:
        constant = x.shape[1] * math.log(math.sqrt(2 * math.pi))
        return -torch.einsum("bd,bd->b", x, x) / 2 - constant

    noise = (z_first - mean) * torch.exp(-log_var / 2)
    volumes = log_var.sum(1) / 2 + torch.einsum("kb->b", log_dets)
    beta = 1.0 if 0.01 + step / 1e4 > 1 else 0.01 + step / 1e4
    energy = log_likelihood + log_standard(z_last)
    return log_standard(noise) - volumes - energy * beta
