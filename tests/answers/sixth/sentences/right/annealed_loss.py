"""Right answers to annealed_loss."""

import torch
from torch import Tensor


def smaller_of_two(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight is the smaller of the share of the warm-up and 1."""
    return min(step / warmup, 1.0) * kl - log_likelihood


def two_cases(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Minus the bound after the warm-up, and before it the price times steps over steps."""
    if step >= warmup:
        return -(log_likelihood - kl)
    return -log_likelihood + kl * step / warmup


def between_two_losses(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight as a clamped tensor, which goes from the free loss to the full one."""
    weight = torch.tensor(step / warmup, dtype=kl.dtype, device=kl.device).clamp(0, 1)
    return torch.lerp(log_likelihood.neg(), kl - log_likelihood, weight)
