"""Other right ways of writing ``elbo_monte_carlo``."""

import math

import torch
from torch.distributions import MultivariateNormal

from solutions.elbo import log_joint


def distributions(x, mean, scale_tril, weight, bias, noise_var, k):
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def loop(x, mean, scale_tril, weight, bias, noise_var, k):
    total = torch.zeros_like(x[:, 0])
    for _ in range(k):
        q = MultivariateNormal(mean, scale_tril @ scale_tril.mT)
        z = q.rsample()
        total = total + log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)
    return total / k


def einsum(x, mean, scale_tril, weight, bias, noise_var, k):
    batch, latent = mean.shape
    noise = torch.randn(batch, k, latent, dtype=x.dtype, device=x.device)
    z = mean[:, None] + torch.einsum("bij,bkj->bki", scale_tril, noise)
    log_q = -0.5 * noise.square().sum(-1) - 0.5 * latent * math.log(2 * math.pi)
    log_q = log_q - 0.5 * torch.logdet(scale_tril @ scale_tril.mT)[:, None]
    return (log_joint(x[:, None], z, weight, bias, noise_var) - log_q).mean(1)
