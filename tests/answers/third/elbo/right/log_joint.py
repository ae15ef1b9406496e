"""Right answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, MultivariateNormal, Normal
from torch.nn import functional as F


def prior_and_likelihood_as_distributions(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Two Independent Normals of torch.distributions, the mean of x by F.linear."""
    prior = Independent(Normal(torch.zeros_like(z), torch.ones_like(z)), 1)
    likelihood = Independent(Normal(F.linear(z, weight, bias), noise_var.sqrt()), 1)
    return prior.log_prob(z) + likelihood.log_prob(x)


def losses_of_torch_with_the_sign_turned(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """F.gaussian_nll_loss with its constant, twice; the variance floor is made tiny."""

    def log_normal(value: Tensor, centre: Tensor, variance: Tensor) -> Tensor:
        value, centre, variance = torch.broadcast_tensors(value, centre, variance)
        loss = F.gaussian_nll_loss(centre, value, variance, full=True, eps=1e-30, reduction="none")
        return -loss.sum(-1)

    one = torch.ones((), dtype=z.dtype, device=z.device)
    return log_normal(z, torch.zeros_like(z), one) + log_normal(
        x, torch.matmul(z, weight.t()) + bias, noise_var
    )


def one_long_standard_normal_vector(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """z and the noise behind x side by side are one standard normal vector; then the Jacobian."""
    pixels, latent = weight.shape
    lead = torch.broadcast_shapes(x.shape[:-1], z.shape[:-1])
    white = (x - torch.einsum("...j,ij->...i", z, weight) - bias) / noise_var.sqrt()
    both = torch.cat([z.expand(*lead, latent), white.expand(*lead, pixels)], dim=-1)
    constant = (pixels + latent) * math.log(2 * math.pi) + pixels * noise_var.log()
    return -(torch.linalg.vecdot(both, both) + constant) / 2


def pixel_after_pixel(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Loops over the latent coordinates, then over the pixels, and adds one log-density each."""

    def add(total: Tensor | float, error: Tensor, variance: Tensor | float) -> Tensor:
        constant = torch.as_tensor(2 * math.pi * variance, dtype=x.dtype, device=x.device).log()
        return total - (error * error / variance + constant) / 2

    total: Tensor | float = 0.0
    for j in range(weight.shape[1]):
        total = add(total, z[..., j], 1.0)
    for i in range(weight.shape[0]):
        predicted = bias[i]
        for j in range(weight.shape[1]):
            predicted = predicted + weight[i, j] * z[..., j]
        total = add(total, x[..., i] - predicted, noise_var)
    return total


def joint_gaussian_by_its_cholesky_factor(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """(z, x) is one Gaussian, and the factor of its covariance is known: rows (I, 0), (W, s I)."""
    pixels, latent = weight.shape
    like = {"dtype": x.dtype, "device": x.device}
    top = torch.eye(latent, latent + pixels, **like)
    bottom = torch.cat([weight, noise_var.sqrt() * torch.eye(pixels, **like)], 1)
    joint = MultivariateNormal(
        torch.cat([torch.zeros(latent, **like), bias]), scale_tril=torch.cat([top, bottom])
    )
    lead = torch.broadcast_shapes(x.shape[:-1], z.shape[:-1])
    return joint.log_prob(torch.cat([z.expand(*lead, latent), x.expand(*lead, pixels)], -1))
