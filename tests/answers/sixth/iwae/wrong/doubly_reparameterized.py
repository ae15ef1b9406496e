"""Wrong answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def squares_not_constant(log_w: Tensor) -> Tensor:
    """Subtracts the sum's detached copy, but lets the gradient flow through the squares too."""
    value = (torch.logsumexp(log_w, 0) - math.log(len(log_w))).detach()
    surrogate = (torch.softmax(log_w, 0) ** 2 * log_w).sum(0)
    return value + (surrogate - surrogate.detach())


def bound_keeps_its_gradient(log_w: Tensor) -> Tensor:
    """Leaves the bound its own gradient, to which the squares are added."""
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    square = torch.softmax(log_w, 0).detach() ** 2
    return value + (square * (log_w - log_w.detach())).sum(0)


def squares_with_the_sum_one(log_w: Tensor) -> Tensor:
    """Normalizes the squares so that they add up to 1."""
    value = (torch.logsumexp(log_w, 0) - math.log(len(log_w))).detach()
    square = torch.softmax(2 * log_w, 0).detach()
    return value + (square * (log_w - log_w.detach())).sum(0)


def value_outside_of_logarithms(log_w: Tensor) -> Tensor:
    """Averages the weights themselves for the value, which overflow or become 0."""
    value = log_w.detach().exp().mean(0).log()
    square = torch.softmax(log_w, 0).detach() ** 2
    return value + (square * (log_w - log_w.detach())).sum(0)


def logarithm_of_the_batch(log_w: Tensor) -> Tensor:
    """Subtracts the logarithm of the batch's size instead of the number of draws."""
    value = (torch.logsumexp(log_w, 0) - math.log(log_w.shape[-1])).detach()
    square = torch.softmax(log_w, 0).detach() ** 2
    return value + (square * (log_w - log_w.detach())).sum(0)
