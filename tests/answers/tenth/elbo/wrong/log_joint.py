"""Wrong answers to log_joint."""

import math

import torch
from torch import Tensor


def prior_without_constant(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Leaves out the constant of the prior, so that each latent coordinate is 0.92 nats off."""
    prior = -0.5 * (z**2).sum(-1)
    error = ((x - z @ weight.T - bias) ** 2).sum(-1)
    pixels = x.shape[-1]
    return prior - 0.5 * (pixels * torch.log(2 * math.pi * noise_var) + error / noise_var)


def variance_as_a_spread(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Hands the variance to Normal as its standard deviation, wrong unless it is 1."""
    prior = torch.distributions.Normal(torch.zeros_like(z), torch.ones_like(z))
    likelihood = torch.distributions.Normal(z @ weight.T + bias, noise_var)
    return prior.log_prob(z).sum(-1) + likelihood.log_prob(x).sum(-1)


def noise_of_at_least_a_hundredth(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Raises the noise variance to 0.01 for safety, so that smaller ones give wrong values."""
    noise_var = noise_var.clamp(min=0.01)
    prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    error = (x - z @ weight.T - bias) ** 2 / noise_var
    return prior - 0.5 * (error + torch.log(2 * math.pi * noise_var)).sum(-1)
