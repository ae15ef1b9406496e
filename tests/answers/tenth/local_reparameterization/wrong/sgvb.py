"""Wrong answers to sgvb."""

import torch
from torch import Tensor


def divergence_shared_by_draws(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Divides the divergence by the number of draws, which is right for k = 1 alone."""
    return n * log_p.mean(1) - kl / len(log_p)


def divided_by_all_entries(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Divides the sum over a minibatch by the number of all entries, so it is k times too small."""
    return n * log_p.sum(1) / log_p.numel() - kl


def divergence_held_constant(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Takes the divergence as a plain number, so that no gradient flows back to it."""
    return torch.mul(log_p.mean(-1), n) - kl.item()
