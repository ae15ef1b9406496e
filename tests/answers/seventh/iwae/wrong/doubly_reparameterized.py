"""Wrong answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def both_gradients(log_w: Tensor) -> Tensor:
    """The bound keeps its own gradient, so the derivative is the share plus its square."""
    s = (torch.softmax(log_w, 0).detach() ** 2 * log_w).sum(0)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) + s - s.detach()


def moving_shares(log_w: Tensor) -> Tensor:
    """The shares are not constants, so their own gradient comes in."""
    s = (torch.softmax(log_w, 0) ** 2 * log_w).sum(0)
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return value.detach() + s - s.detach()


def squares_that_add_up_to_one(log_w: Tensor) -> Tensor:
    """The squares are divided by their sum."""
    s = (torch.softmax(2 * log_w, 0).detach() * log_w).sum(0)
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return value.detach() + s - s.detach()


def sum_of_weights(log_w: Tensor) -> Tensor:
    """The value is the logarithm of the sum, not of the mean."""
    s = (torch.softmax(log_w, 0).detach() ** 2 * log_w).sum(0)
    return torch.logsumexp(log_w, 0).detach() + s - s.detach()


def square_after_the_gradient(log_w: Tensor) -> Tensor:
    """The slope is that of the sum of squared shares, not the squared shares themselves."""
    s = (torch.softmax(log_w, 0) ** 2).sum(0)
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return value.detach() + s - s.detach()
