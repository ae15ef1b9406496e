"""Wrong answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def shares_that_move(log_w: Tensor) -> Tensor:
    """The shares are not held constant, so that their own gradient is added."""
    s = (torch.softmax(log_w, 0) ** 2 * log_w).sum(0)
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return value.detach() + s - s.detach()


def both_gradients(log_w: Tensor) -> Tensor:
    """The value keeps its gradient, and the squared shares come on top of the shares."""
    share = torch.softmax(log_w, 0).detach()
    s = (share**2 * log_w).sum(0)
    return torch.logsumexp(log_w, 0) - math.log(len(log_w)) + s - s.detach()


def one_sum_for_all(log_w: Tensor) -> Tensor:
    """The sum goes over the batch too: each datum's bound carries the gradients of all data."""
    share = torch.softmax(log_w, 0).detach()
    s = (share**2 * log_w).sum()
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return value.detach() + (s - s.detach())


def incoming_forgotten(log_w: Tensor) -> Tensor:
    """The backward does not multiply by the gradient that comes in, which is not always 1."""

    class Bound(torch.autograd.Function):
        @staticmethod
        def forward(ctx, values: Tensor) -> Tensor:
            ctx.save_for_backward(values.softmax(0))
            return values.logsumexp(0) - math.log(values.shape[0])

        @staticmethod
        def backward(ctx, grad: Tensor) -> Tensor:
            (share,) = ctx.saved_tensors
            return share**2

    return Bound.apply(log_w)


def sum_one_again(log_w: Tensor) -> Tensor:
    """The squared shares are normalized once more, so that their sum is 1."""
    squares = torch.softmax(2 * log_w.detach(), 0)
    s = (squares * log_w).sum(0)
    value = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return value.detach() + s - s.detach()


def value_of_the_sum(log_w: Tensor) -> Tensor:
    """The sum of the squared shares times log-weights is returned itself: the value is wrong."""
    share = torch.softmax(log_w, 0).detach()
    return (share**2 * log_w).sum(0)
