"""Wrong answers to gaussian_log_likelihood."""

import math

import torch
from torch import Tensor


def squared_error_over_sigma(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The squared error is divided by sigma, not by sigma squared."""
    scaled = (x - mean) ** 2 * torch.exp(-0.5 * log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + scaled).sum(-1)


def constant_once_per_image(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log(2 pi) is counted once per image, not once per pixel."""
    terms = log_var + (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + terms.sum(-1))


def small_number_in_the_denominator(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """1e-4 is added to the variance before the division: wrong where the variance is small."""
    scaled = (x - mean) ** 2 / (log_var.exp() + 1e-4)
    return -0.5 * (math.log(2 * math.pi) + log_var + scaled).sum(-1)


def log_var_read_as_log_sigma(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Takes log_var for log sigma: doubles it everywhere."""
    scaled = (x - mean) ** 2 * torch.exp(-2 * log_var)
    return (-0.5 * math.log(2 * math.pi) - log_var - 0.5 * scaled).sum(-1)


def floor_of_the_last_experiment(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Has the floor log_var >= -6 built in: it belongs to one experiment, not to the density."""
    v = log_var.clamp(min=-6.0)
    return -0.5 * (math.log(2 * math.pi) + v + (x - mean) ** 2 * torch.exp(-v)).sum(-1)


def pixels_counted_on_the_first_axis(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Counts the pixels on the first axis: with a batch, that is the number of images."""
    terms = log_var + (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (x.shape[0] * math.log(2 * math.pi) + terms.sum(-1))


def variance_detached_in_the_error(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The variance under the squared error is detached: the gradient of log_var lacks one of its two parts."""
    scaled = (x - mean) ** 2 * torch.exp(-log_var.detach())
    return -0.5 * (math.log(2 * math.pi) + log_var + scaled).sum(-1)


def log_var_read_as_log_precision(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Takes log_var for the logarithm of 1 / sigma^2: both signs are wrong."""
    scaled = (x - mean) ** 2 * torch.exp(log_var)
    return -0.5 * (math.log(2 * math.pi) - log_var + scaled).sum(-1)
