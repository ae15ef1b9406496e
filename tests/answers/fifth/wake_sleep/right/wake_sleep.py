"""Right answers to wake_sleep."""

import torch
from torch import Tensor


def value_and_two_zeros(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The detached ELBO plus two zeros with gradients."""
    wake = log_p - log_p.detach()
    sleep = dream_log_q - dream_log_q.detach()
    return (log_p - log_q).detach() + wake + sleep


def shortest(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """log_p itself, log_q without its gradient, and one zero with a gradient."""
    return log_p - log_q.detach() + (dream_log_q - dream_log_q.detach())


def own_backward(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """A function for autograd that says its derivatives itself."""

    class BothPhases(torch.autograd.Function):
        @staticmethod
        def forward(ctx, awake: Tensor, recognized: Tensor, asleep: Tensor) -> Tensor:
            return awake - recognized

        @staticmethod
        def backward(ctx, grad: Tensor) -> tuple[Tensor, None, Tensor]:
            return grad, None, grad

    return BothPhases.apply(log_p, log_q, dream_log_q)


def exponential_of_zero(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The gradient of the dreams comes from expm1 of a zero, whose derivative is 1."""
    with torch.no_grad():
        elbo = log_p - log_q
    objective = elbo.clone()
    for each in (log_p, dream_log_q):
        objective = objective + torch.expm1(each - each.detach())
    return objective
