"""Wrong answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def variance_as_standard_deviation(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Normal gets the noise variance, where it wants the standard deviation."""
    prior = Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(-1)
    return prior + Normal(z @ weight.T + bias, noise_var).log_prob(x).sum(-1)


def log_variance_only_once(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """log of the noise variance is counted once, not for each pixel."""
    error = x - bias - z @ weight.T
    count = x.shape[-1] + z.shape[-1]
    quadratic = z.square().sum(-1) + error.square().sum(-1) / noise_var
    return -0.5 * (quadratic + count * math.log(2 * math.pi) + torch.log(noise_var))


def prior_without_its_constant(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The prior's log(2 pi) is left out; that of the likelihood is there."""
    error = x - bias - z @ weight.T
    log_likelihood = -0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    return log_likelihood - 0.5 * z.square().sum(-1)


def bias_is_forgotten(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The mean of x is W z: b is missing."""
    prior = Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(-1)
    return prior + Normal(z @ weight.T, noise_var.sqrt()).log_prob(x).sum(-1)


def likelihood_alone(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """log p(x | z) alone: the prior of z is not added."""
    return Normal(z @ weight.T + bias, noise_var.sqrt()).log_prob(x).sum(-1)


def first_axis_is_the_batch(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Sums over axis 1, which is the last one only for two axes."""
    prior = Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(1)
    return prior + Normal(z @ weight.T + bias, noise_var.sqrt()).log_prob(x).sum(1)
