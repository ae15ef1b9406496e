"""Right answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def value_plus_nothing(log_w: Tensor) -> Tensor:
    """Adds a term of value 0, whose gradient has the squared shares, to the detached bound."""
    k = log_w.shape[0]
    fixed = log_w.detach()
    squares = torch.softmax(fixed, dim=0).square()
    return fixed.logsumexp(0) - math.log(k) + (squares * (log_w - fixed)).sum(0)


def backward_of_its_own(log_w: Tensor) -> Tensor:
    """Defines an autograd function whose backward multiplies by the squared shares."""

    class Bound(torch.autograd.Function):
        @staticmethod
        def forward(ctx, logs):
            whole = torch.logsumexp(logs, 0)
            ctx.save_for_backward(torch.exp(2 * (logs - whole)))
            return whole - math.log(len(logs))

        @staticmethod
        def backward(ctx, slope):
            (squares,) = ctx.saved_tensors
            return slope * squares

    return Bound.apply(log_w)
