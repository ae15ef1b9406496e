"""Wrong answers to latent_loss."""

import torch
from torch import Tensor


def half_for_each_step(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Subtracts one half for each step instead of each coordinate of each step."""
    terms = 0.5 * (mu**2 + torch.exp(2 * log_sigma)) - log_sigma
    return terms.sum((0, 2)) - len(mu) / 2


def divergence_the_other_way(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Gives the divergence of the prior from the posterior."""
    terms = log_sigma + 0.5 * (1 + mu**2) * torch.exp(-2 * log_sigma) - 0.5
    return terms.sum((0, 2))


def logarithm_of_the_variance(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Takes the argument for the logarithm of the variance."""
    return 0.5 * (mu**2 + log_sigma.exp() - 1 - log_sigma).sum((0, 2))


def axes_of_one_dropped(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Drops axes of length one before the sum, which goes wrong for one step or one image."""
    terms = (0.5 * (mu**2 + torch.exp(2 * log_sigma) - 1) - log_sigma).sum(-1)
    return terms.squeeze().sum(0)


def deviations_kept_in_range(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Keeps the logarithm between -4 and 4, so that small deviations cost too little."""
    safe = log_sigma.clamp(-4, 4)
    return (0.5 * (mu**2 + torch.exp(2 * safe) - 1) - safe).sum((0, 2))
