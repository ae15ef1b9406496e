"""Wrong answers to sgvb."""

from torch import Tensor


def whole_minibatches(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """n / M is rounded down to whole minibatches."""
    return n // log_p.shape[1] * log_p.sum(-1) - kl


def divergence_of_each_example(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The divergence is subtracted for each of the n examples."""
    return n * (log_p.mean(-1) - kl)


def draws_averaged(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """All draws are averaged too, so that each of the estimates is the same."""
    return (n * log_p.mean() - kl).expand(log_p.shape[0])


def divergence_a_number(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The divergence becomes a Python number, and gets no gradient."""
    return n * log_p.mean(dim=1) - kl.item()


def divided_by_the_draws(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The length of log_p is the number of draws, not of the examples in the minibatch."""
    return n / len(log_p) * log_p.sum(-1) - kl
