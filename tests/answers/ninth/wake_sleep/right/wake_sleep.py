"""Right answers to wake_sleep."""

import torch
from torch import Tensor


def own_gradient_of_three_inputs(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Defines value and gradients of the objective as an autograd function of its own."""

    class BothPhases(torch.autograd.Function):
        @staticmethod
        def forward(ctx, awake: Tensor, guess: Tensor, asleep: Tensor) -> Tensor:
            return awake - guess

        @staticmethod
        def backward(ctx, slope: Tensor) -> tuple[Tensor, Tensor, Tensor]:
            return slope, torch.zeros_like(slope), slope

    return BothPhases.apply(log_p, log_q, dream_log_q)


def wake_term_and_a_silent_sleep_term(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Lets log p keep its value and its gradient, and adds the dreams as a 0 with a gradient."""
    silent = dream_log_q - dream_log_q.detach()
    return log_p - log_q.detach() + silent
