"""Right answers to reweighted."""

import math

import torch
from torch import Tensor


def own_gradient_with_equal_slopes(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Writes an autograd function whose backward pass gives both inputs the shares."""

    class Reweighted(torch.autograd.Function):
        @staticmethod
        def forward(ctx, joint: Tensor, guess: Tensor) -> Tensor:
            log_w = joint - guess
            total = log_w.logsumexp(0)
            ctx.save_for_backward(log_w.softmax(0))
            return total - math.log(log_w.shape[0])

        @staticmethod
        def backward(ctx, slope: Tensor) -> tuple[Tensor, Tensor]:
            (shares,) = ctx.saved_tensors
            return slope * shares, slope * shares

    return Reweighted.apply(log_p, log_q)


def constants_without_a_graph(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Takes value and shares without a graph, and adds a sum of shares times a difference of 0."""
    with torch.no_grad():
        log_w = log_p - log_q
        shares = log_w.softmax(dim=0)
        bound = log_w.logsumexp(0) - math.log(len(log_w))
    both = log_p + log_q
    return bound + (shares * (both - both.detach())).sum(0)
