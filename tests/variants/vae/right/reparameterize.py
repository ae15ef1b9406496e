"""Other right ways of writing ``reparameterize``."""

import math

import numpy as np
import torch
from torch.distributions import MultivariateNormal, Normal


def distribution(mu, log_var):
    return Normal(mu, torch.exp(log_var / 2)).rsample()


def multivariate(mu, log_var):
    return MultivariateNormal(mu, scale_tril=torch.diag_embed((log_var / 2).exp())).rsample()


def own_generator(mu, log_var):
    generator = torch.Generator()
    generator.seed()
    noise = torch.randn(mu.shape, generator=generator, dtype=mu.dtype).to(mu.device)
    return torch.addcmul(mu, torch.sqrt(torch.exp(log_var)), noise)


def one_dimension_after_the_other(mu, log_var):
    std = log_var.exp() ** 0.5
    columns = range(mu.shape[-1])
    return torch.stack(
        [mu[..., i] - std[..., i] * torch.randn_like(mu[..., 0]) for i in columns], -1
    )


def numpy_noise(mu, log_var):
    noise = torch.as_tensor(
        np.random.default_rng().normal(size=tuple(mu.shape)), dtype=mu.dtype
    ).to(mu)
    return mu + noise * (0.5 * log_var).exp()


def box_muller(mu, log_var):
    u, v = torch.rand(2, *mu.shape, dtype=torch.float64)
    noise = torch.sqrt(-2 * torch.log1p(-u)) * torch.cos(2 * math.pi * v)
    return mu + (log_var / 2).exp() * noise.to(mu)
