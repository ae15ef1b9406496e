"""Wrong answers to gaussian_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F


def constant_only_once(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log(2 pi) is counted once, not for every pixel."""
    terms = log_var + (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + terms.sum(-1))


def log_var_as_log_sigma(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Takes log_var for the logarithm of the standard deviation."""
    return Normal(mean, torch.exp(log_var)).log_prob(x).sum(-1)


def loss_with_a_floor(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """F.gaussian_nll_loss clamps variances at 1e-6: smaller ones are judged wrongly."""
    x, mean, log_var = torch.broadcast_tensors(x, mean, log_var)
    return -F.gaussian_nll_loss(mean, x, log_var.exp(), full=True, reduction="none").sum(-1)


def error_over_sigma(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Divides the squared error by sigma, not by its square."""
    squared_error = (x - mean) ** 2 * torch.exp(-0.5 * log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + squared_error).sum(-1)


def two_pi_is_left_out(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Leaves out log(2 pi), as a loss may, though every constant is asked for."""
    return -0.5 * (log_var + (x - mean) ** 2 * torch.exp(-log_var)).sum(-1)


def all_images_together(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Sums over the images too: one number for the whole batch."""
    return Normal(mean, torch.exp(0.5 * log_var)).log_prob(x).sum()
