"""Wrong answers to sgvb."""

from torch import Tensor


def scales_by_the_number_of_draws(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Takes len(log_p), the number of draws, for the size of the minibatch."""
    return n / len(log_p) * log_p.sum(1) - kl


def a_divergence_for_each_example(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Subtracts the divergence from each example, so that it counts n times."""
    return n * (log_p - kl).mean(1)


def whole_number_of_minibatches(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Divides n by the minibatch's size without a remainder: wrong where n is no multiple of it."""
    return n // log_p.shape[1] * log_p.sum(1) - kl
