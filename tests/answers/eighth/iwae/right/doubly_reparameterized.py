"""Right answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def zero_with_squared_shares(log_w: Tensor) -> Tensor:
    """Adds to the constant bound a zero whose gradient is the squares of the shares."""
    squares = torch.softmax(log_w, 0).detach().square()
    bound = torch.logsumexp(log_w, 0).detach() - math.log(len(log_w))
    return bound + (squares * (log_w - log_w.detach())).sum(0)


def bound_with_a_backward_of_its_own(log_w: Tensor) -> Tensor:
    """Defines an autograd function that keeps the shares, and multiplies by their squares."""
    class Bound(torch.autograd.Function):
        @staticmethod
        def forward(ctx, logarithms: Tensor) -> Tensor:
            total = torch.logsumexp(logarithms, 0)
            ctx.save_for_backward(torch.exp(logarithms - total))
            return total - math.log(len(logarithms))

        @staticmethod
        def backward(ctx, slope: Tensor) -> Tensor:
            (share,) = ctx.saved_tensors
            return slope * share * share

    return Bound.apply(log_w)
