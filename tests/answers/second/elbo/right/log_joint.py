"""Right answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal


def two_normals_summed(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Independent Normals of torch.distributions, coordinates summed."""
    prior = Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(-1)
    return prior + Normal(z @ weight.mT + bias, noise_var.sqrt()).log_prob(x).sum(-1)


def one_long_standard_normal(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Puts z and the standardized residual into one standard normal vector, minus D log s."""
    std = noise_var.sqrt()
    residual = (x - (z @ weight.T + bias)) / std
    lead = residual.shape[:-1]
    u = torch.cat([z.expand(*lead, z.shape[-1]), residual], -1)
    return -0.5 * (u * u + math.log(2 * math.pi)).sum(-1) - x.shape[-1] * std.log()


def loops_over_coordinates(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Adds one coordinate after the other, first those of z, then the pixels."""
    total = 0.0
    for j in range(z.shape[-1]):
        total = total - 0.5 * (math.log(2 * math.pi) + z[..., j] ** 2)
    for i in range(x.shape[-1]):
        at = (z * weight[i]).sum(-1) + bias[i]
        total = total - 0.5 * (
            torch.log(2 * math.pi * noise_var) + (x[..., i] - at) ** 2 / noise_var
        )
    return total


def two_multivariate_normals(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Two MultivariateNormal with multiples of the identity as scale_tril."""
    pixels, latent = weight.shape
    small = torch.eye(latent, dtype=x.dtype, device=x.device)
    large = torch.eye(pixels, dtype=x.dtype, device=x.device) * noise_var.sqrt()
    prior = MultivariateNormal(torch.zeros_like(small[0]), scale_tril=small)
    given = MultivariateNormal(torch.einsum("...j,ij->...i", z, weight) + bias, scale_tril=large)
    return given.log_prob(x) + prior.log_prob(z)
