"""Wrong answers for gaussian_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def no_two_pi(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The constant log(2 pi) is missing."""
    return -0.5 * (log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def two_pi_once_per_image(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log(2 pi) is counted once per image; every pixel brings its own."""
    terms = log_var + (x - mean) ** 2 / log_var.exp()
    return -0.5 * (math.log(2 * math.pi) + terms.sum(-1))


def times_the_variance(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The squared error is multiplied by the variance; it must be divided by it."""
    return -0.5 * (math.log(2 * math.pi) + log_var + (x - mean) ** 2 * log_var.exp()).sum(-1)


def divided_by_sigma(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The squared error is divided by sigma, not by sigma^2."""
    sigma = torch.exp(0.5 * log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + (x - mean) ** 2 / sigma).sum(-1)


def log_sigma_doubled(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The normalizer has log sigma^2 without the half: log_var stands outside of the bracket."""
    square = (x - mean) ** 2 * torch.exp(-log_var)
    return (-0.5 * math.log(2 * math.pi) - log_var - 0.5 * square).sum(-1)


def library_loss_with_a_floor(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """gaussian_nll_loss lifts every variance to at least 1e-6: wrong for a very small sigma."""
    x, mean, log_var = torch.broadcast_tensors(x, mean, log_var)
    return -F.gaussian_nll_loss(mean, x, log_var.exp(), full=True, reduction="none").sum(-1)


def negative_log_likelihood(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """This is the loss, minus the log-density."""
    return 0.5 * (math.log(2 * math.pi) + log_var + (x - mean) ** 2 / log_var.exp()).sum(-1)


def mean_over_pixels(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The pixels are averaged, but their log-densities must be added."""
    return -0.5 * (math.log(2 * math.pi) + log_var + (x - mean) ** 2 / log_var.exp()).mean(-1)


def constant_for_64_pixels(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The constant is that of 64 pixels, whatever the image's size."""
    terms = log_var + (x - mean) ** 2 / log_var.exp()
    return -0.5 * terms.sum(-1) - 32 * math.log(2 * math.pi)


def variance_plus_eps(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """A thousandth is added to the variance, so that the density of a small sigma is wrong."""
    variance = log_var.exp() + 1e-3
    return -0.5 * (torch.log(2 * math.pi * variance) + (x - mean) ** 2 / variance).sum(-1)


def argument_taken_as_log_sigma(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """You treat the argument as log sigma, but it is log sigma^2."""
    square = (x - mean) ** 2 * torch.exp(-2 * log_var)
    return -0.5 * (math.log(2 * math.pi) + 2 * log_var + square).sum(-1)
