"""Wrong answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def shares_that_move(log_w: Tensor) -> Tensor:
    """Does not detach the shares, so that their own gradient comes on top of the squares."""
    surrogate = (torch.softmax(log_w, 0) ** 2 * log_w).sum(0)
    bound = torch.logsumexp(log_w, 0).detach() - math.log(len(log_w))
    return bound + (surrogate - surrogate.detach())


def squares_divided_by_their_sum(log_w: Tensor) -> Tensor:
    """Normalizes the squares again, right only where one draw holds everything or all are alike."""
    squares = torch.softmax(log_w, 0).detach() ** 2
    squares = squares / squares.sum(0)
    bound = torch.logsumexp(log_w, 0).detach() - math.log(len(log_w))
    return bound + (squares * (log_w - log_w.detach())).sum(0)


def bound_with_its_own_gradient_too(log_w: Tensor) -> Tensor:
    """Leaves the bound its gradient, so that share and square are added."""
    squares = torch.softmax(log_w, 0).detach() ** 2
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return bound + (squares * (log_w - log_w.detach())).sum(0)
