"""Wrong answers to sgvb."""

from torch import Tensor


def divergence_scaled_too(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The divergence is multiplied by n over the size of the minibatch as well."""
    return n / log_p.shape[1] * (log_p.sum(1) - kl)


def whole_batches_only(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The factor n over M is rounded down to a whole number of minibatches."""
    return n // log_p.shape[1] * log_p.sum(1) - kl


def divergence_shared_by_draws(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Each draw pays only its share of the divergence."""
    return n * log_p.mean(1) - kl / len(log_p)


def draws_for_examples(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The sum over the minibatch is divided by the number of draws."""
    return n / log_p.shape[0] * log_p.sum(-1) - kl


def per_example(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The estimate is divided by n, as a loss for each example would be."""
    return log_p.mean(-1) - kl / n


def divergence_as_a_number(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The divergence becomes a Python number, so that no gradient reaches the posterior by it."""
    return n * log_p.mean(-1) - kl.item()
