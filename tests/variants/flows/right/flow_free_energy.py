"""Other right ways of writing ``flow_free_energy``."""

import math

import torch
from torch.distributions import Independent, MultivariateNormal, Normal


def distributions(z_first, z_last, mean, log_var, log_dets, log_likelihood, step):
    q_0 = Independent(Normal(mean, (log_var / 2).exp(), validate_args=False), 1)
    prior = Independent(Normal(torch.zeros_like(mean), torch.ones_like(mean)), 1)
    beta = 0.01 + step / 10_000 if step < 9900 else 1.0
    log_q = q_0.log_prob(z_first) - torch.einsum("kb->b", log_dets)
    return log_q - beta * (log_likelihood + prior.log_prob(z_last))


def one_after_the_other(z_first, z_last, mean, log_var, log_dets, log_likelihood, step):
    noise = (z_first - mean) * torch.exp(-0.5 * log_var)
    d = z_first.shape[1]
    log_q = -0.5 * (noise.square().sum(1) + log_var.sum(1) + d * math.log(2 * math.pi))
    for log_det in log_dets:
        log_q = log_q - log_det
    beta = min(1, (100 + step) * 1e-4)
    energy = -log_likelihood + 0.5 * (z_last.square().sum(1) + d * math.log(2 * math.pi))
    return log_q + beta * energy


def full_covariances(z_first, z_last, mean, log_var, log_dets, log_likelihood, step):
    eye = torch.eye(mean.shape[1], dtype=mean.dtype, device=mean.device)
    q_0 = MultivariateNormal(mean, torch.diag_embed(log_var.exp()), validate_args=False)
    prior = MultivariateNormal(torch.zeros_like(mean), eye, validate_args=False)
    beta = sorted([0.01 + step / 10000, 1.0])[0]
    joint = beta * log_likelihood + beta * prior.log_prob(z_last)
    return q_0.log_prob(z_first) - torch.sum(log_dets, dim=0) - joint
