"""Right answers to wake_sleep."""

import torch
from torch import Tensor


def value_and_slope(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """A constant value, plus a zero with the gradients of both phases."""
    slope = log_p + dream_log_q
    return (log_p - log_q).detach() + (slope - slope.detach())


def held_q(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The ELBO with log q held constant, plus a zero made of the dreams."""
    return (log_p - log_q.detach()) + (dream_log_q - dream_log_q.detach())


def own_function(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """An autograd function with its own way back."""

    class Phases(torch.autograd.Function):
        @staticmethod
        def forward(ctx, log_p, log_q, dream_log_q):
            return log_p - log_q

        @staticmethod
        def backward(ctx, gradient):
            return gradient, torch.zeros_like(gradient), gradient

    return Phases.apply(log_p, log_q, dream_log_q)
