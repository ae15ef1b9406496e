"""Wrong answers to latent_loss."""

import torch
from torch import Tensor


def constant_for_each_step(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The constant is counted once for each step, not for each coordinate."""
    terms = (mu**2 + torch.exp(2 * log_sigma) - 2 * log_sigma).sum(-1)
    return 0.5 * (terms - 1).sum(0)


def reversed_divergence(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The divergence of the prior from the posterior."""
    each = log_sigma + 0.5 * (1 + mu**2) * torch.exp(-2 * log_sigma) - 0.5
    return each.sum((0, 2))


def mean_over_steps(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The mean of the steps, where their sum is wanted."""
    each = 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 1 - 2 * log_sigma)
    return each.sum(-1).mean(0)


def logarithm_of_rounded(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The logarithm of the variance is computed anew, which is -inf where that was rounded to 0."""
    var = torch.exp(log_sigma).square()
    return 0.5 * (mu**2 + var - 1 - torch.log(var)).sum(-1).sum(0)


def logarithm_of_variance(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The logarithm of the standard deviation is taken for that of the variance."""
    each = 0.5 * (mu**2 + torch.exp(log_sigma) - 1 - log_sigma)
    return each.sum((0, 2))


def from_the_step_before(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """From the second step on, the divergence from the posterior of the step before."""
    mean = torch.cat([torch.zeros_like(mu[:1]), mu[:-1]])
    log_std = torch.cat([torch.zeros_like(log_sigma[:1]), log_sigma[:-1]])
    squares = (mu - mean) ** 2 + torch.exp(2 * log_sigma)
    each = log_std - log_sigma + 0.5 * squares * torch.exp(-2 * log_std) - 0.5
    return each.sum((0, 2))
