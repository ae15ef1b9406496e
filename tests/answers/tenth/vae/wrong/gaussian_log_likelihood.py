"""Wrong answers to gaussian_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def loss_with_a_floor(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Negates gaussian_nll_loss, whose default clamps variances at 1e-6."""
    x, mean, log_var = torch.broadcast_tensors(x, mean, log_var)
    return -F.gaussian_nll_loss(mean, x, log_var.exp(), full=True, reduction="none").sum(-1)


def constant_of_64_pixels(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Writes the number of pixels of the lab's digits into the constant: wrong for other sizes."""
    terms = log_var + (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (64 * math.log(2 * math.pi) + terms.sum(-1))


def divided_by_the_variance_twice(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Divides the error by the variance before it is squared, and not by sigma."""
    error = (x - mean) * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + error**2).sum(-1)
