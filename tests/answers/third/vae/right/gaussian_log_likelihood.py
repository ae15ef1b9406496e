"""Right answers to gaussian_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, Normal
from torch.nn import functional as F


def log_prob_of_torch(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """A Normal with log_prob; the event is the last axis."""
    normal = Normal(mean, torch.exp(0.5 * log_var), validate_args=False)
    return Independent(normal, 1, validate_args=False).log_prob(x)


def standardized_errors(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The error in units of sigma, and the standard normal density of it."""
    error = (x - mean) * torch.exp(-log_var / 2)
    density = -0.5 * error.square() - 0.5 * math.log(2 * math.pi)
    return (density - 0.5 * log_var).sum(-1)


def loss_of_torch_with_a_tiny_floor(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """F.gaussian_nll_loss with full=True, and a floor below any variance that occurs."""
    x, mean, variance = torch.broadcast_tensors(x, mean, log_var.exp())
    tiny = torch.finfo(x.dtype).tiny
    return -F.gaussian_nll_loss(mean, x, variance, True, tiny, "none").sum(-1)


def pixel_after_pixel(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """A loop over the pixels, one log-density after the other."""
    x, mean, log_var = torch.broadcast_tensors(x, mean, log_var)
    total = torch.zeros_like(x[..., 0])
    for value, m, v in zip(x.unbind(-1), mean.unbind(-1), log_var.unbind(-1), strict=True):
        total = total - ((value - m) ** 2 / v.exp() + v + math.log(2 * math.pi)) / 2
    return total


def three_sums(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """The squared errors by einsum with the precisions; two more sums for the rest."""
    x, mean, log_var = torch.broadcast_tensors(x, mean, log_var)
    error = x - mean
    distance = torch.einsum("...i,...i,...i->...", error, torch.exp(-log_var), error)
    return -(distance + log_var.sum(-1) + x.shape[-1] * math.log(2 * math.pi)) / 2
