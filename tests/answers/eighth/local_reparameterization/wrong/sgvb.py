"""Wrong answers to sgvb."""

from torch import Tensor


def whole_number_of_examples(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Rounds n / M down, which does not show if n is a multiple of the minibatch."""
    return log_p.sum(1) * (n // log_p.shape[1]) - kl


def divergence_of_each_example(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Subtracts a divergence for each example, which does not show if it is 0 as in the lab."""
    return n * (log_p - kl).mean(1)


def divergence_without_gradient(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Detaches the divergence, so that the weights' posterior gets no gradient from it."""
    return n * log_p.mean(1) - kl.detach()
