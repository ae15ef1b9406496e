"""Wrong answers to gaussian_kl."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence


def log_of_a_deviation(mu: Tensor, log_var: Tensor) -> Tensor:
    """Treats log_var as log sigma: its exponential is squared, and the logarithm doubled."""
    return (0.5 * (mu**2 + torch.exp(2 * log_var) - 1) - log_var).sum(-1)


def from_the_prior_to_the_code(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL(p || q), the other direction."""
    q = Normal(mu, torch.exp(0.5 * log_var), validate_args=False)
    return kl_divergence(Normal(torch.zeros_like(mu), torch.ones_like(mu)), q).sum(-1)


def mean_over_the_coordinates(mu: Tensor, log_var: Tensor) -> Tensor:
    """Averages over the last axis: right for one latent coordinate."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean(-1)


def one_number_for_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """Sums over all axes, the batch too."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()


def second_axis_of_the_batch(mu: Tensor, log_var: Tensor) -> Tensor:
    """Sums over axis 1: right only for tables (batch, latent)."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(1)


def one_subtracted_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """Subtracts 1 after the sum, not for every coordinate: right for one latent coordinate."""
    return 0.5 * ((mu**2 + log_var.exp() - log_var).sum(-1) - 1)


def free_nats(mu: Tensor, log_var: Tensor) -> Tensor:
    """Each coordinate costs 0.05 nats at least: wrong for codes close to the prior."""
    return (0.5 * (mu**2 + log_var.exp() - 1 - log_var)).clamp(min=0.05).sum(-1)


def half_forgotten(mu: Tensor, log_var: Tensor) -> Tensor:
    """The factor 1/2 is missing."""
    return (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def log_variance_kept_in_bounds(mu: Tensor, log_var: Tensor) -> Tensor:
    """Clamps log_var to (-8, 8)."""
    log_var = log_var.clamp(-8, 8)
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def mean_measured_in_sigmas(mu: Tensor, log_var: Tensor) -> Tensor:
    """Divides mu^2 by the variance of q; the prior's is 1."""
    return 0.5 * (mu**2 / log_var.exp() + log_var.exp() - 1 - log_var).sum(-1)


def estimated_from_one_draw(mu: Tensor, log_var: Tensor) -> Tensor:
    """log q(z) - log p(z) at one draw: right only on average."""
    q = Normal(mu, torch.exp(0.5 * log_var), validate_args=False)
    z = q.rsample()
    return (q.log_prob(z) + 0.5 * (z**2 + math.log(2 * math.pi))).sum(-1)


def minus_as_a_gain(mu: Tensor, log_var: Tensor) -> Tensor:
    """Returns -KL, as it stands in the ELBO."""
    return 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1)
