"""Reference answers of the lab ``SLUG``."""

from torch import Tensor
from torch.distributions import Exponential


def waiting_log_prob(x: Tensor, rate: Tensor) -> Tensor:
    """Log-density of several exponential waiting times (eq-SLUG-log-density).

    Args:
        x: waiting times, none negative, shape (batch, d).
        rate: their rates, positive, shape (batch, d).

    Returns:
        The logarithm of the joint density, in nats, shape (batch,), in the dtype and on the device
        of ``x``. Gradients flow back to both.
    """
    return (rate.log() - rate * x).sum(-1)


def draw_waiting(rate: Tensor, n: int) -> Tensor:
    """Draw waiting times, independently of each other.

    Args:
        rate: positive, shape (d,).
        n: how many draws for each rate.

    Returns:
        The draws, shape (n, d), in the dtype and on the device of ``rate``.
    """
    return Exponential(rate).sample((n,))


rate_slope = [
    r"\nabla_r \sum_{n=1}^{N} \log p(x_n)",
    r"= \nabla_r \sum_{n=1}^{N} (\log r - r x_n)",
    r"= \sum_{n=1}^{N} \nabla_r [\log r - r x_n]",
    r"= \sum_{n=1}^{N} \left(\frac{1}{r} - x_n\right)",
    r"= \frac{N}{r} - \sum_{n=1}^{N} x_n",
]
