"""Wrong answers to latent_loss."""

import torch
from torch import Tensor


def log_variance_instead(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The logarithm of the standard deviation is taken for that of the variance."""
    return 0.5 * (mu**2 + log_sigma.exp() - 1 - log_sigma).sum((0, 2))


def one_half_per_step(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The constant is subtracted once for each step instead of for each coordinate."""
    terms = 0.5 * (mu**2 + (2 * log_sigma).exp() - 2 * log_sigma)
    return terms.sum((0, 2)) - len(mu) / 2


def prior_from_posterior(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The divergence of the prior from the posterior, the other way round."""
    terms = 0.5 * ((1 + mu**2) * torch.exp(-2 * log_sigma) - 1) + log_sigma
    return terms.sum((0, 2))


def mean_over_steps(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The divergences of the steps are averaged, not added."""
    return (0.5 * (mu**2 + (2 * log_sigma).exp() - 1) - log_sigma).sum(-1).mean(0)


def previous_step_as_prior(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """From the second step on the prior's mean is the posterior's mean of the step before."""
    before = torch.cat([torch.zeros_like(mu[:1]), mu[:-1]])
    return (0.5 * ((mu - before) ** 2 + (2 * log_sigma).exp() - 1) - log_sigma).sum((0, 2))
