"""Wrong answers to filterbank."""

import math

import torch
from torch import Tensor


def density_for_weights(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The normal density's own factor stands in for the division by the sum over the pixels."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    variance = log_var.exp()[:, None, None]
    square = (pixel - centres[..., None]) ** 2
    return torch.exp(-square / (2 * variance)) / torch.sqrt(2 * math.pi * variance)


def pulled_to_the_edge(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Centres outside are moved to the image's edge, so that no sum is 0."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    inside = centres.clamp(0, size - 1)
    weight = torch.exp(-((pixel - inside[..., None]) ** 2) / (2 * log_var.exp()[:, None, None]))
    return weight / weight.sum(-1, keepdim=True)


def small_number_below(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """A small number in the denominator lets the sum of far filters be 0 instead of 1."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    weight = torch.exp(-square / (2 * log_var.exp()[:, None, None]))
    return weight / (weight.sum(-1, keepdim=True) + 1e-8)


def constant_normalizer(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The logarithm of the sum is held constant, so gradients miss what normalizing does."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    log_weight = -square / (2 * log_var.exp()[:, None, None])
    return torch.exp(log_weight - torch.logsumexp(log_weight, -1, keepdim=True).detach())


def variance_of_the_filter(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """The variances get one axis too few, so they go with the filters instead of the images."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixel - centres[..., None]) ** 2
    return torch.softmax(-square / (2 * log_var.exp()[:, None]), -1)
