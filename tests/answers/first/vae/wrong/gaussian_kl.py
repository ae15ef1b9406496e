"""Wrong answers for gaussian_kl."""

import math

import torch
from torch import Tensor


def kl_swapped(mu: Tensor, log_var: Tensor) -> Tensor:
    """The KL is swapped: this is KL(p || q)."""
    return 0.5 * ((1 + mu**2) * torch.exp(-log_var) - 1 + log_var).sum(-1)


def no_half(mu: Tensor, log_var: Tensor) -> Tensor:
    """The factor one half is missing."""
    return (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def sign_turned(mu: Tensor, log_var: Tensor) -> Tensor:
    """This is minus the KL: a divergence is never negative."""
    return 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(-1)


def argument_taken_as_log_sigma(mu: Tensor, log_var: Tensor) -> Tensor:
    """You treat the argument as log sigma, but it is log sigma^2."""
    return 0.5 * (mu**2 + torch.exp(2 * log_var) - 1 - 2 * log_var).sum(-1)


def mean_over_latent(mu: Tensor, log_var: Tensor) -> Tensor:
    """The coordinates are averaged, but they must be added."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).mean(-1)


def one_number_for_all(mu: Tensor, log_var: Tensor) -> Tensor:
    """The sum runs over the batch as well: there must be one number per image."""
    return 0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var)


def minus_one_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """The 1 is subtracted once per image, not once per coordinate."""
    return 0.5 * ((mu**2 + log_var.exp() - log_var).sum(-1) - 1)


def sum_over_axis_one(mu: Tensor, log_var: Tensor) -> Tensor:
    """Axis 1 is the last one only for two dimensions; with three the wrong one is summed."""
    axis = 1 if mu.dim() > 1 else 0
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(axis)


def single_draw(mu: Tensor, log_var: Tensor) -> Tensor:
    """This estimates the KL with one draw: right on average, but noisy where it is known exactly."""
    noise = torch.randn_like(mu)
    z = mu + (0.5 * log_var).exp() * noise
    return 0.5 * (z**2 - noise**2 - log_var).sum(-1)


def free_bits(mu: Tensor, log_var: Tensor) -> Tensor:
    """Each coordinate costs at least 0.05 nats here, but q = p must cost nothing."""
    return (0.5 * (mu**2 + log_var.exp() - 1 - log_var)).clamp(min=0.05).sum(-1)


def in_bits(mu: Tensor, log_var: Tensor) -> Tensor:
    """This is in bits (divided by log 2); it must be in nats."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1) / math.log(2)
