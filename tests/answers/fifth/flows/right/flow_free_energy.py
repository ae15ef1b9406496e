"""Right answers to flow_free_energy."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, MultivariateNormal, Normal


def written_out(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Both normal densities written out."""
    log_2pi = math.log(2 * math.pi)
    log_q = -0.5 * ((z_first - mean) ** 2 / log_var.exp() + log_var + log_2pi).sum(-1)
    log_q = log_q - log_dets.sum(0)
    log_joint = log_likelihood - 0.5 * (z_last**2 + log_2pi).sum(-1)
    return log_q - min(1.0, 0.01 + step / 10000) * log_joint


def distributions(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """With the densities of torch.distributions."""
    start = Independent(Normal(mean, torch.exp(log_var / 2)), 1)
    identity = torch.eye(mean.shape[1], dtype=mean.dtype, device=mean.device)
    prior = MultivariateNormal(torch.zeros_like(mean), identity)
    beta = 0.01 + step / 10000
    if beta > 1:
        beta = 1.0
    log_joint = log_likelihood + prior.log_prob(z_last)
    return start.log_prob(z_first) - torch.sum(log_dets, dim=0) - beta * log_joint


def map_by_map(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Standardized draws, and a loop over the maps, each of which lowers log q."""
    d = z_first.shape[-1]
    noise = (z_first - mean) * torch.exp(-0.5 * log_var)
    log_q = -0.5 * noise.square().sum(-1) - 0.5 * log_var.sum(-1) - 0.5 * d * math.log(2 * math.pi)
    for log_det in log_dets:
        log_q = log_q - log_det
    log_prior = -0.5 * torch.linalg.vecdot(z_last, z_last) - 0.5 * d * math.log(2 * math.pi)
    beta = 1.0 if step >= 9900 else 0.01 + step / 10000
    return log_q - beta * log_prior - beta * log_likelihood


def coordinates(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """One helper for log-densities of single numbers, mapped over the batch."""
    beta = min((step + 100) / 10_000, 1.0)

    def log_normal(at: Tensor, centre: Tensor, log_variance: Tensor) -> Tensor:
        square = (at - centre) ** 2 * torch.exp(-log_variance)
        return -(square + log_variance + math.log(2 * math.pi)).sum() / 2

    def one(first, last, centre, log_variance, stretched, likelihood):
        zero = torch.zeros_like(last)
        log_q = log_normal(first, centre, log_variance) - stretched.sum()
        return log_q - beta * (likelihood + log_normal(last, zero, zero))

    each = (z_first, z_last, mean, log_var, log_dets.T, log_likelihood)
    return torch.vmap(one)(*each)
