"""Right answers to gaussian_weight_kl."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence


def ratio_formula(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The closed form for each weight, summed."""
    ratio = (log_var.exp() + mean**2) / prior_var
    return 0.5 * (ratio - 1 - log_var + prior_var.log()).sum()


def standardized(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The weights are measured in standard deviations of the prior; then the prior is N(0, 1)."""
    mean = mean / prior_var.sqrt()
    log_var = log_var - torch.log(prior_var)
    return (mean.square() + torch.expm1(log_var) - log_var).sum() / 2


def divergence_of_distributions(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """kl_divergence of two Normals, which take standard deviations."""
    posterior = Normal(mean, torch.exp(0.5 * log_var))
    prior = Normal(torch.zeros_like(mean), prior_var.sqrt())
    return kl_divergence(posterior, prior).sum()


def cross_entropy_minus_entropy(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The mean cost under the prior minus the entropy, added up over the rows."""
    total = mean.new_zeros(())
    for row_mean, row_log_var in zip(mean, log_var, strict=True):
        cross = 0.5 * (2 * math.pi * prior_var).log()
        cross = cross + 0.5 * (row_mean**2 + row_log_var.exp()) / prior_var
        entropy = 0.5 * (math.log(2 * math.pi) + 1 + row_log_var)
        total = total + (cross - entropy).sum()
    return total
