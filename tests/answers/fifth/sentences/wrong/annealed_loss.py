"""Wrong answers to annealed_loss."""

import math

import torch
from torch import Tensor


def not_capped(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight goes on growing after the warm-up."""
    return step / warmup * kl - log_likelihood


def whole_loss_weighted(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The likelihood has the weight too."""
    return min(1.0, step / warmup) * (kl - log_likelihood)


def starts_again(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight falls back to 0 at the end of the warm-up, and rises again."""
    return (step % warmup) / warmup * kl - log_likelihood


def one_step_ahead(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Counts the step that is being taken, so the weight is above 0 at first and 1 too early."""
    return min(1.0, (step + 1) / warmup) * kl - log_likelihood


def last_step_of_warmup(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The ramp has warmup points with both ends, so it is 1 one step before the warm-up ends."""
    ramp = torch.linspace(0, 1, warmup, dtype=kl.dtype, device=kl.device)
    return ramp[min(step, warmup - 1)] * kl - log_likelihood


def smooth_rise(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight rises along half a cosine and not by the same amount at every step."""
    share = min(1.0, step / warmup)
    return 0.5 * (1 - math.cos(math.pi * share)) * kl - log_likelihood
