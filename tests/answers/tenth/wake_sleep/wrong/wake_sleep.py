"""Wrong answers to wake_sleep."""

from torch import Tensor


def elbo_with_all_gradients(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Leaves log_q attached in the ELBO, so that its derivative is -1 and not 0."""
    return log_p - log_q + dream_log_q - dream_log_q.detach()


def dreams_in_the_value(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Adds the dreams' log q to the value: all gradients are right, the number is no ELBO."""
    return log_p - log_q.detach() + dream_log_q


def average_of_the_dreams(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Adds the mean of all dreams to each row, so that rows learn from each other's dreams."""
    asleep = dream_log_q.mean()
    return log_p - log_q.detach() + (asleep - asleep.detach())
