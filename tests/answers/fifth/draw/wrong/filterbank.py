"""Wrong answers to filterbank."""

import math

import torch
from torch import Tensor


def small_number_added(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """A small number is added to the sum, so a filter far outside has the sum 0, not 1."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    squares = (pixel - centres[..., None]) ** 2
    weight = torch.exp(-squares / (2 * log_var.exp()[:, None, None]))
    return weight / (weight.sum(-1, keepdim=True) + 1e-8)


def normal_density(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Divided by the integral over the line, which is not the sum over the pixels that exist."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    var = log_var.exp()[:, None, None]
    weight = torch.exp(-((pixel - centres[..., None]) ** 2) / (2 * var))
    return weight / torch.sqrt(2 * math.pi * var)


def largest_of_all(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The largest logarithm of all filters is subtracted, so that one far away becomes NaN."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    log_weight = -((pixel - centres[..., None]) ** 2) / (2 * log_var.exp()[:, None, None])
    weight = torch.exp(log_weight - log_weight.max())
    return weight / weight.sum(-1, keepdim=True)


def moved_inside(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """A centre outside of the image is moved to its border, which makes its weights too even."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    inside = centres.clamp(0, size - 1)
    log_weight = -((pixel - inside[..., None]) ** 2) / (2 * log_var.exp()[:, None, None])
    return torch.softmax(log_weight, -1)


def pixels_from_one(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The pixels are counted from 1."""
    pixel = torch.arange(1, size + 1, dtype=centres.dtype, device=centres.device)
    log_weight = -((pixel - centres[..., None]) ** 2) / (2 * log_var.exp()[:, None, None])
    return torch.softmax(log_weight, -1)


def logarithm_of_deviation(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The logarithm is taken for that of the standard deviation, and squared once more."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    scaled = (pixel - centres[..., None]) / log_var.exp()[:, None, None]
    return torch.softmax(-0.5 * scaled.square(), -1)
