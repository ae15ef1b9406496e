"""Right answers to log_joint."""

import math

import torch
from torch import Tensor


def squares_and_constants(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Writes both normal log-densities out, with a constant for each coordinate."""
    error = ((x - (z @ weight.T + bias)) ** 2).sum(-1)
    prior = -0.5 * (z.shape[-1] * math.log(2 * math.pi) + z.square().sum(-1))
    pixels = x.shape[-1]
    return prior - 0.5 * (pixels * torch.log(2 * math.pi * noise_var) + error / noise_var)


def two_normals_of_torch(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Adds up the log-densities of two torch.distributions.Normal over their last axis."""
    prior = torch.distributions.Normal(torch.zeros_like(z), torch.ones_like(z))
    centre = torch.einsum("...j,pj->...p", z, weight) + bias
    likelihood = torch.distributions.Normal(centre, noise_var.sqrt())
    return prior.log_prob(z).sum(-1) + likelihood.log_prob(x).sum(-1)
