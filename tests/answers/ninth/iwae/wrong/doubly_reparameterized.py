"""Wrong answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def squares_that_move(log_w: Tensor) -> Tensor:
    """Does not hold the squared shares constant: their own derivative comes on top."""
    surrogate = (torch.softmax(log_w, 0) ** 2 * log_w).sum(0)
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return bound.detach() + surrogate - surrogate.detach()


def squares_normalized_again(log_w: Tensor) -> Tensor:
    """Divides the squared shares by their sum, so that the derivatives add up to 1."""
    squares = torch.softmax(2 * log_w, 0).detach()
    surrogate = (squares * log_w).sum(0)
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return bound.detach() + surrogate - surrogate.detach()


def bound_keeps_its_gradient(log_w: Tensor) -> Tensor:
    """Forgets to detach the bound: the derivative is the share plus its square."""
    surrogate = (torch.softmax(log_w, 0).detach() ** 2 * log_w).sum(0)
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return bound + surrogate - surrogate.detach()
