"""Wrong answers to gaussian_kl."""

import torch
from torch import Tensor


def divergence_the_other_way_round(mu: Tensor, log_var: Tensor) -> Tensor:
    """Computes KL(prior || q), which divides by the variance of q."""
    return 0.5 * ((mu.square() + 1) * torch.exp(-log_var) - 1 + log_var).sum(-1)


def log_variance_clamped(mu: Tensor, log_var: Tensor) -> Tensor:
    """Clamps log_var to [-4, 4] for safety, which is wrong for narrower and wider codes."""
    log_var = log_var.clamp(-4.0, 4.0)
    return 0.5 * (mu.square() + log_var.exp() - 1 - log_var).sum(-1)


def one_subtracted_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """Subtracts 1 after the sum and not for each coordinate, right only for one of them."""
    return 0.5 * ((mu.square() + log_var.exp() - log_var).sum(-1) - 1)
