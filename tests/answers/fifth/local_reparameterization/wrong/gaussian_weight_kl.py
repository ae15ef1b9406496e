"""Wrong answers to gaussian_weight_kl."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence


def prior_variance_once(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The logarithm of the prior's variance is added once, not for each weight."""
    weights = ((log_var.exp() + mean**2) / prior_var - 1 - log_var).sum()
    return 0.5 * (weights + prior_var.log())


def prior_std_for_variance(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Normal takes a standard deviation and is given the prior's variance."""
    posterior = Normal(mean, torch.exp(0.5 * log_var))
    return kl_divergence(posterior, Normal(torch.zeros_like(mean), prior_var)).sum()


def other_direction(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The divergence of the prior from the posterior."""
    posterior = Normal(mean, torch.exp(0.5 * log_var))
    prior = Normal(torch.zeros_like(mean), prior_var.sqrt())
    return kl_divergence(prior, posterior).sum()


def mean_not_compared(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The squared mean is not divided by the prior's variance."""
    log_ratio = log_var - prior_var.log()
    return 0.5 * (log_ratio.exp() + mean**2 - 1 - log_ratio).sum()


def prior_without_gradient(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The prior's variance is a Python number, so it cannot be learned."""
    s2 = prior_var.item()
    return 0.5 * ((log_var.exp() + mean**2) / s2 - 1 - log_var + math.log(s2)).sum()


def one_for_each_output(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Summed over the inputs and averaged over the outputs."""
    ratio = (log_var.exp() + mean**2) / prior_var
    return 0.5 * (ratio - 1 - log_var + prior_var.log()).sum(0).mean()
