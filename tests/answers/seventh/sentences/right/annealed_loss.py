"""Right answers to annealed_loss."""

import torch
from torch import Tensor


def smaller_of_one_and_the_quotient(
    log_likelihood: Tensor, kl: Tensor, step: int, warmup: int
) -> Tensor:
    """The weight by min, the loss in one line."""
    return min(1.0, step / warmup) * kl - log_likelihood


def in_cases(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The warm-up and what comes after it as two cases, minus the bound in both."""
    if step >= warmup:
        bound = log_likelihood - kl
    else:
        bound = torch.sub(log_likelihood, kl, alpha=step / warmup)
    return bound.neg()


def missing_price_given_back(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The true loss, less the part of the divergence that is still free."""
    free = kl.new_tensor((warmup - step) / warmup).clamp(min=0)
    return kl - log_likelihood - free * kl
