"""What a learner may borrow in the lab of chapter ``SLUG``."""

import torch
from torch import Tensor
from torch.distributions import Exponential

from labsupport.checks.derivation import Lines

__all__ = ["waiting_log_prob", "draw_waiting", "rate_slope"]  # noqa: RUF022 (the lab's order)


def waiting_log_prob(x: Tensor, rate: Tensor) -> Tensor:
    """Log-density of several waiting times, summed over the last axis."""
    return Exponential(rate, validate_args=False).log_prob(x).sum(-1)


def draw_waiting(rate: Tensor, n: int) -> Tensor:
    """Draws of waiting times, shape (n, d)."""
    return torch.empty(n, len(rate)).to(rate).exponential_() / rate


rate_slope = Lines(
    [
        r"\nabla_r \sum_{n=1}^{N} \log p(x_n)",
        r"= \sum_{n=1}^{N} \nabla_r \log p(x_n)",
        r"= \sum_{n=1}^{N} \left(\frac{1}{r} - x_n\right)",
        r"= \frac{N}{r} - \sum_{n=1}^{N} x_n",
    ]
)
