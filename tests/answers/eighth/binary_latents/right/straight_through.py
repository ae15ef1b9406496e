"""Right answers to straight_through."""

import torch
from torch import Tensor


def zero_with_the_slope_of_pi(logits: Tensor, u: Tensor) -> Tensor:
    """Adds to the bit a zero that has the gradient of the probability."""
    pi = torch.sigmoid(logits)
    return (u < pi).to(logits.dtype) + (pi - pi.detach())


def step_with_a_backward_of_its_own(logits: Tensor, u: Tensor) -> Tensor:
    """Defines an autograd function whose backward pass hands the slope on to pi."""
    class Step(torch.autograd.Function):
        @staticmethod
        def forward(ctx, pi: Tensor) -> Tensor:
            return torch.where(u < pi, torch.ones_like(pi), torch.zeros_like(pi))

        @staticmethod
        def backward(ctx, slope: Tensor) -> Tensor:
            return slope

    return Step.apply(torch.sigmoid(logits))
