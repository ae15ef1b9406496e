"""Right answers to wake_sleep."""

import torch
from torch import Tensor


def two_zeros(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The value is constant, plus a zero for each phase."""
    elbo = (log_p - log_q).detach()
    return elbo + (log_p - log_p.detach()) + (dream_log_q - dream_log_q.detach())


def zero_for_sleep(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The wake phase is the ELBO with a constant q; only sleep needs a zero."""
    asleep = torch.sub(dream_log_q, dream_log_q.detach())
    return torch.sub(log_p, log_q.detach()) + asleep


def own_backward(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """A function of autograd with the three derivatives 1, 0 and 1."""

    class Phases(torch.autograd.Function):
        @staticmethod
        def forward(ctx, awake, guess, asleep):
            return awake - guess

        @staticmethod
        def backward(ctx, grad):
            return grad, torch.zeros_like(grad), grad

    return Phases.apply(log_p, log_q, dream_log_q)
