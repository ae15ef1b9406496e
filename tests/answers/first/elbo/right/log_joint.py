"""Right answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def two_sums(x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Tensor:
    """The two logarithms of densities written out and added."""
    error = (x - z @ weight.T - bias).square().sum(-1)
    log_prior = -0.5 * (z.shape[-1] * math.log(2 * math.pi) + z.square().sum(-1))
    log_likelihood = -0.5 * (x.shape[-1] * torch.log(2 * math.pi * noise_var) + error / noise_var)
    return log_prior + log_likelihood


def normals_of_the_library(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """torch.distributions.Normal for both, summed over the last axis."""
    prior = torch.distributions.Normal(torch.zeros_like(z), torch.ones_like(z))
    likelihood = torch.distributions.Normal(F.linear(z, weight, bias), noise_var.sqrt())
    return prior.log_prob(z).sum(-1) + likelihood.log_prob(x).sum(-1)


def one_gaussian_of_both(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """One Gaussian for the residuals and z together, after broadcasting by hand."""
    residual = (x - torch.einsum("pl,...l->...p", weight, z) - bias) / noise_var.sqrt()
    leading = torch.broadcast_shapes(residual.shape[:-1], z.shape[:-1])
    white = torch.cat([residual.expand(*leading, -1), z.expand(*leading, -1)], dim=-1)
    log_scale = x.shape[-1] * noise_var.log() / 2
    return -(white.square() + math.log(2 * math.pi)).sum(-1) / 2 - log_scale


def pixel_by_pixel(x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Tensor:
    """A loop over latent coordinates and one over pixels."""

    def log_normal(value, mean, variance):
        return -0.5 * ((value - mean) ** 2 / variance + torch.log(2 * math.pi * variance))

    total = 0
    one = torch.ones_like(noise_var)
    for j in range(weight.shape[1]):
        total = total + log_normal(z[..., j], 0.0, one)
    for i in range(weight.shape[0]):
        prediction = bias[i]
        for j in range(weight.shape[1]):
            prediction = prediction + weight[i, j] * z[..., j]
        total = total + log_normal(x[..., i], prediction, noise_var)
    return total


def multivariate_normals(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """MultivariateNormal with diagonal factors, and a matrix product with a column."""
    pixels, latent = weight.shape
    mean = (weight @ z.unsqueeze(-1)).squeeze(-1) + bias
    eye_x = torch.eye(pixels, dtype=x.dtype, device=x.device)
    eye_z = torch.eye(latent, dtype=x.dtype, device=x.device)
    log_prior = torch.distributions.MultivariateNormal(
        torch.zeros_like(z), scale_tril=eye_z
    ).log_prob(z)
    likelihood = torch.distributions.MultivariateNormal(mean, scale_tril=noise_var.sqrt() * eye_x)
    return likelihood.log_prob(x) + log_prior
