"""Wrong answers to gaussian_weight_kl."""

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence


def prior_std(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The variance of the prior is taken for its standard deviation."""
    prior = Normal(torch.zeros_like(mean), prior_var.expand_as(mean))
    return kl_divergence(Normal(mean, torch.exp(0.5 * log_var)), prior).sum()


def mean_not_divided(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The squared mean is not divided by the variance of the prior."""
    log_ratio = log_var - prior_var.log()
    return 0.5 * (log_ratio.exp() + mean**2 - 1 - log_ratio).sum()


def prior_counted_once(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The logarithm of the prior's variance is added once and not for each weight."""
    squares = (log_var.exp() + mean**2) / prior_var
    return 0.5 * ((squares - 1 - log_var).sum() + prior_var.log())


def prior_without_gradient(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The variance of the prior becomes a Python number, and gets no gradient."""
    s2 = prior_var.item()
    ratio = log_var.exp() / s2
    return 0.5 * (ratio + mean**2 / s2 - 1 - torch.log(ratio)).sum()


def other_direction(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The divergence of the prior from the posterior."""
    ratio = (prior_var + mean**2) / log_var.exp()
    return 0.5 * (ratio - 1 + log_var - prior_var.log()).sum()
