"""What a learner may borrow in the lab of chapter ``convolutional``."""

import torch
from torch import Tensor
from torch.distributions import Exponential

__all__ = ["waiting_log_prob", "draw_waiting"]  # noqa: RUF022 (the lab's order)


def waiting_log_prob(x: Tensor, rate: Tensor) -> Tensor:
    """Log-density of several waiting times, summed over the last axis."""
    return Exponential(rate, validate_args=False).log_prob(x).sum(-1)


def draw_waiting(rate: Tensor, n: int) -> Tensor:
    """Draws of waiting times, shape (n, d)."""
    return torch.empty(n, len(rate)).to(rate).exponential_() / rate
