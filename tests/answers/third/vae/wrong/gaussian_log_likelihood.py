"""Wrong answers to gaussian_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def floor_of_the_loss(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """F.gaussian_nll_loss with its default floor of 1e-6 for the variance."""
    x, mean, variance = torch.broadcast_tensors(x, mean, log_var.exp())
    return -F.gaussian_nll_loss(mean, x, variance, full=True, reduction="none").sum(-1)


def constant_left_out(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Without log(2 pi)."""
    return -0.5 * (log_var + (x - mean) ** 2 * torch.exp(-log_var)).sum(-1)


def constant_once_per_image(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log(2 pi) is counted once, not for each pixel."""
    squares = (log_var + (x - mean) ** 2 * torch.exp(-log_var)).sum(-1)
    return -0.5 * (math.log(2 * math.pi) + squares)


def log_of_a_deviation(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Takes log_var for log sigma."""
    error = (x - mean) / log_var.exp()
    return (-0.5 * error**2 - log_var - 0.5 * math.log(2 * math.pi)).sum(-1)


def squared_variance_below(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Divides the squared error by the squared variance."""
    error = ((x - mean) / log_var.exp()) ** 2
    return -0.5 * (math.log(2 * math.pi) + log_var + error).sum(-1)


def mean_over_the_pixels(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Averages over the pixels."""
    error = (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + error).mean(-1)


def variance_kept_in_bounds(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Clamps log_var to (-6, 6): the floor belongs to the model, not to the density."""
    log_var = log_var.clamp(-6, 6)
    error = (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + error).sum(-1)


def second_axis(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Sums over axis 1: right only for tables (batch, pixels)."""
    error = (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + error).sum(1)


def constant_without_its_two(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The constant is log(pi): the 2 has been lost."""
    error = (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(math.pi) + log_var + error).sum(-1)


def centres_in_place(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Subtracts the mean from the caller's x."""
    x -= mean
    return -0.5 * (math.log(2 * math.pi) + log_var + x**2 * torch.exp(-log_var)).sum(-1)


def average_variance_of_the_image(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Uses one variance for all pixels of an image, the mean log_var: right if they are equal."""
    log_var = log_var.mean(-1, keepdim=True)
    error = (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + error).sum(-1)


def reward_for_a_wide_variance(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log_var has the wrong sign."""
    error = (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) - log_var + error).sum(-1)
