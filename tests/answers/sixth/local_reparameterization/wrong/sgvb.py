"""Wrong answers to sgvb."""

from torch import Tensor


def whole_number_of_minibatches(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Rounds n / M down to a whole number."""
    return n // log_p.shape[-1] * log_p.sum(-1) - kl


def divergence_without_gradient(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The divergence is turned into a plain number, and loses its gradient."""
    return n * log_p.mean(-1) - kl.item()


def divergence_shared_by_draws(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Each of the k draws carries only its share of the divergence."""
    return n * log_p.mean(-1) - kl / log_p.shape[0]


def bound_of_the_minibatch(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The sum over the minibatch with its share of the divergence, not scaled up to n."""
    return log_p.sum(-1) - log_p.shape[-1] / n * kl


def averaged_over_draws(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """The mean goes over draws and examples, and all draws get the same estimate."""
    return (n * log_p.mean() - kl).expand(log_p.shape[0])
