"""Wrong answers to gaussian_kl."""

import torch
from torch import Tensor


def sum_over_axis_one(mu: Tensor, log_var: Tensor) -> Tensor:
    """Sums over axis 1, which is the last one for two axes only."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(1)


def from_prior_to_posterior(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL(p || q), the divergence in the other direction."""
    return 0.5 * ((1 + mu**2) * torch.exp(-log_var) - 1 + log_var).sum(-1)


def sigma_for_its_square(mu: Tensor, log_var: Tensor) -> Tensor:
    """Takes sigma, exp(log_var / 2), where sigma squared belongs."""
    return 0.5 * (mu**2 + torch.exp(0.5 * log_var) - 1 - log_var).sum(-1)


def one_number_for_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """Sums over the images as well: one number for the batch."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


def minus_one_is_missing(mu: Tensor, log_var: Tensor) -> Tensor:
    """The -1 is forgotten: the divergence of the prior from itself is not 0."""
    return 0.5 * (mu**2 + log_var.exp() - log_var).sum(-1)


def average_of_the_coordinates(mu: Tensor, log_var: Tensor) -> Tensor:
    """Averages the coordinates, which should add up."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean(-1)
