"""Wrong answers to wake_sleep."""

from torch import Tensor


def dreams_in_the_value(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Adds the dreams' log q as it is: the gradients are right, the value is not the ELBO."""
    return log_p - log_q.detach() + dream_log_q


def wake_phase_trains_both(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Does not detach log q of the data: its derivative is -1, as in an ELBO, and not 0."""
    return log_p - log_q + (dream_log_q - dream_log_q.detach())


def value_from_the_dreams_log_q(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Subtracts the dreams' log q in the value, which has nothing to do with these data."""
    surrogate = log_p + dream_log_q
    return (log_p - dream_log_q).detach() + surrogate - surrogate.detach()
