"""Wrong answers to wake_sleep."""

import torch
from torch import Tensor


def recognition_learns_awake_too(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The ELBO's own gradient in log_q, -1, is left in."""
    return log_p - log_q + (dream_log_q - dream_log_q.detach())


def dreams_in_the_value(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The gradients are right, but the value contains the dreams' log-probability."""
    return log_p - log_q.detach() + dream_log_q


def mean_over_dreams(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Every entry gets the mean over all dreams, so the derivative by its own is 1 / batch."""
    asleep = dream_log_q.mean()
    return (log_p - log_q.detach()) + (asleep - asleep.detach())


def factor_that_is_one(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The gradients come through a factor that is 1, so that the ELBO multiplies them."""
    s = log_p + dream_log_q
    return (log_p - log_q).detach() * torch.exp(s - s.detach())


def wake_counted_twice(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The value keeps the gradient in log_p, and the zero of the wake phase adds it again."""
    s = log_p + dream_log_q
    return log_p - log_q.detach() + (s - s.detach())
