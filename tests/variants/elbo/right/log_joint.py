"""Other right ways of writing ``log_joint``."""

import math

import torch
from torch.distributions import Independent, MultivariateNormal, Normal


def distributions(x, z, weight, bias, noise_var):
    prior = Independent(Normal(torch.zeros_like(z), torch.ones_like(z)), 1)
    likelihood = Independent(Normal(z @ weight.T + bias, noise_var.sqrt()), 1)
    return prior.log_prob(z) + likelihood.log_prob(x)


def multivariate(x, z, weight, bias, noise_var):
    identity = torch.eye(len(bias), dtype=x.dtype, device=x.device)
    mean = torch.einsum("ij,...j->...i", weight, z) + bias
    prior = MultivariateNormal(
        torch.zeros_like(z), torch.eye(z.shape[-1], dtype=z.dtype, device=z.device)
    )
    return prior.log_prob(z) + MultivariateNormal(mean, noise_var * identity).log_prob(x)


def collected(x, z, weight, bias, noise_var):
    pixels, latent = weight.shape
    constant = (pixels + latent) * math.log(2 * math.pi) + pixels * noise_var.log()
    error = x - (weight @ z[..., None])[..., 0] - bias
    return -(constant + z.pow(2).sum(-1) + error.pow(2).sum(-1) / noise_var) / 2
