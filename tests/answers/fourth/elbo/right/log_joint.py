"""Right answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal
from torch.nn import functional as F


def two_normals_of_the_library(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Normal.log_prob for both, summed over pixels and over latent coordinates."""
    prior = Normal(torch.zeros_like(z), torch.ones_like(z))
    likelihood = Normal(z @ weight.T + bias, torch.sqrt(noise_var))
    return prior.log_prob(z).sum(-1) + likelihood.log_prob(x).sum(-1)


def squared_lengths(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Squared lengths of z and of the error, and the constants counted by the dimensions."""
    pixels, latent = weight.shape
    error = x - F.linear(z, weight, bias)
    quadratic = z.square().sum(-1) + error.square().sum(-1) / noise_var
    constant = (pixels + latent) * math.log(2 * math.pi) + pixels * noise_var.log()
    return -0.5 * (quadratic + constant)


def multivariate_normals(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Two MultivariateNormal with multiples of the identity as covariances."""
    pixels, latent = weight.shape
    small = torch.eye(latent, dtype=z.dtype, device=z.device)
    large = torch.eye(pixels, dtype=x.dtype, device=x.device)
    prior = MultivariateNormal(torch.zeros_like(small[0]), small)
    centre = (weight @ z.unsqueeze(-1)).squeeze(-1) + bias
    return prior.log_prob(z) + MultivariateNormal(centre, noise_var * large).log_prob(x)


def one_helper_for_both(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """A nested function for independent coordinates with one variance, used twice."""

    def log_normal(error: Tensor, variance: Tensor) -> Tensor:
        e = torch.einsum("...i,...i->...", error, error)
        return -0.5 * (error.shape[-1] * torch.log(2 * math.pi * variance) + e / variance)

    error = x - (torch.einsum("pl,...l->...p", weight, z) + bias)
    return log_normal(z, torch.ones_like(noise_var)) + log_normal(error, noise_var)
