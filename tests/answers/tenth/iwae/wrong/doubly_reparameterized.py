"""Wrong answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def softmax_of_doubled_logs(log_w: Tensor) -> Tensor:
    """Takes softmax(2 log_w) for the squared shares, which has the sum 1 again."""
    value = (torch.logsumexp(log_w, 0) - math.log(len(log_w))).detach()
    squares = torch.softmax(2 * log_w.detach(), 0)
    return value + (squares * (log_w - log_w.detach())).sum(0)


def bound_keeps_its_gradient(log_w: Tensor) -> Tensor:
    """Leaves the bound attached, so that the derivative is the share plus its square."""
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    squares = torch.softmax(log_w, 0).detach() ** 2
    return value + (squares * (log_w - log_w.detach())).sum(0)


def surrogate_less_its_average(log_w: Tensor) -> Tensor:
    """Takes off the surrogate's mean over the batch, so that columns have other values."""
    value = (torch.logsumexp(log_w, 0) - math.log(len(log_w))).detach()
    squares = torch.softmax(log_w, 0).detach() ** 2
    surrogate = (squares * log_w).sum(0)
    return value + surrogate - surrogate.mean().detach()
