"""Right answers to annealed_loss."""

import torch
from torch import Tensor


def after_the_warmup_a_case_of_its_own(
    log_likelihood: Tensor, kl: Tensor, step: int, warmup: int
) -> Tensor:
    """Returns minus the bound once the warm-up is over, and else takes step / warmup of the KL."""
    if step >= warmup:
        return kl - log_likelihood
    return kl * step / warmup - log_likelihood


def interpolates_two_losses(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Goes from the loss without to the loss with the divergence, by a clamped share of the way."""
    share = torch.tensor(step / warmup, dtype=kl.dtype, device=kl.device).clamp(0, 1)
    free, full = -log_likelihood, kl - log_likelihood
    return torch.lerp(free, full, share)
