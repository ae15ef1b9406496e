"""Right answers to doubly_reparameterized."""

import math

import torch
from torch import Tensor


def own_backward_pass(log_w: Tensor) -> Tensor:
    """Writes the gradient itself, as the backward pass of an autograd function."""

    class SquaredShares(torch.autograd.Function):
        @staticmethod
        def forward(ctx, values: Tensor) -> Tensor:
            total = torch.logsumexp(values, 0)
            ctx.save_for_backward(torch.softmax(values, 0).square())
            return total - math.log(values.shape[0])

        @staticmethod
        def backward(ctx, slope: Tensor) -> Tensor:
            (squares,) = ctx.saved_tensors
            return slope * squares

    return SquaredShares.apply(log_w)


def adds_a_zero_with_a_slope(log_w: Tensor) -> Tensor:
    """Adds to the constant bound the constant squares times a difference that is always 0."""
    with torch.no_grad():
        squares = torch.softmax(log_w, 0) ** 2
        bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return bound + torch.einsum("kb,kb->b", squares, log_w - log_w.detach())
