"""Right answers to wake_sleep."""

import torch
from torch import Tensor


def value_and_two_slopes(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Adds two terms of value 0 with the gradients to the detached ELBO."""
    value = (log_p - log_q).detach()
    wake = log_p - log_p.detach()
    sleep = dream_log_q - dream_log_q.detach()
    return value + wake + sleep


def gradients_of_its_own(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Defines an autograd function that hands the slope to two of its three inputs."""

    class Objective(torch.autograd.Function):
        @staticmethod
        def forward(ctx, log_p, log_q, dream_log_q):
            return log_p - log_q

        @staticmethod
        def backward(ctx, slope):
            return slope, None, slope

    return Objective.apply(log_p, log_q, dream_log_q)
