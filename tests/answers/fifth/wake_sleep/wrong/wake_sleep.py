"""Wrong answers to wake_sleep."""

from torch import Tensor


def dreams_in_the_value(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The dreams' log-probability is part of the value."""
    return log_p - log_q.detach() + dream_log_q


def elbo_gradient(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The wake phase also moves log_q, with the derivative -1."""
    return log_p - log_q + dream_log_q - dream_log_q.detach()


def mean_of_the_dreams(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Each row has the gradient of the mean of all dreams, not of its own dream."""
    asleep = dream_log_q.mean()
    return log_p - log_q.detach() + (asleep - asleep.detach())


def sleep_descends(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The zero of the dreams has the wrong sign, as of a loss."""
    value = (log_p - log_q).detach()
    return value + (log_p - log_p.detach()) + (dream_log_q.detach() - dream_log_q)


def ratio_of_the_dreams(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """Divides by the detached number, which gives the derivative 1 / dream_log_q, not 1."""
    return log_p - log_q.detach() + dream_log_q / dream_log_q.detach() - 1


def recognition_taught_awake(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The derivative by log_q is 1, as in reweighted wake-sleep, and not 0."""
    value = (log_p - log_q).detach()
    learn = log_p + log_q + dream_log_q
    return value + learn - learn.detach()
