"""Wrong answers to wake_sleep."""

from torch import Tensor


def q_learns_awake(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """log q of the data is not held constant, so its derivative is -1."""
    return log_p - log_q + (dream_log_q - dream_log_q.detach())


def dreams_in_the_value(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The gradients are right, but log q of the dreams is part of the value."""
    return log_p - log_q.detach() + dream_log_q


def dreams_as_a_cost(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The sleep phase is subtracted as a loss, so its derivative is -1."""
    asleep = -dream_log_q
    return log_p - log_q.detach() + (asleep - asleep.detach())


def all_dreams_for_each(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Each number gets the sum of all dreams, so the derivative grows with the batch."""
    asleep = dream_log_q.sum()
    return log_p - log_q.detach() + (asleep - asleep.detach())


def score_function(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """log q of the data gets the gradient of the score function besides that of sleep."""
    elbo = (log_p - log_q).detach()
    slope = log_p + elbo * log_q + dream_log_q
    return elbo + (slope - slope.detach())
