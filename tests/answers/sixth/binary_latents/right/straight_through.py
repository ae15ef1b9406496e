"""Right answers to straight_through."""

import torch
from torch import Tensor


def bit_plus_zero(logits: Tensor, u: Tensor) -> Tensor:
    """A bit, plus a zero that has the gradient of the probability."""
    pi = logits.sigmoid()
    return (u < pi).to(logits.dtype) + (pi - pi.detach())


def own_function(logits: Tensor, u: Tensor) -> Tensor:
    """An autograd function whose way back is the identity."""

    class Step(torch.autograd.Function):
        @staticmethod
        def forward(ctx, pi, u):
            return torch.where(u < pi, torch.ones_like(pi), torch.zeros_like(pi))

        @staticmethod
        def backward(ctx, gradient):
            return gradient, None

    return Step.apply(torch.sigmoid(logits), u)


def slope_on_logits(logits: Tensor, u: Tensor) -> Tensor:
    """The derivative of the probability by hand, beside a zero made of the logits."""
    with torch.no_grad():
        pi = torch.sigmoid(logits)
        bits = torch.zeros_like(logits)
        bits[u < pi] = 1
        slope = pi * (1 - pi)
    return bits + slope * (logits - logits.detach())
