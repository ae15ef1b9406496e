"""Right answers to annealed_loss."""

import torch
from torch import Tensor


def capped_share(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight is 1 from the end of the warm-up, and a share of it before."""
    weight = 1.0 if step >= warmup else step / warmup
    return weight * kl - log_likelihood


def three_cases(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The cases before, within and after the warm-up."""
    loss = -log_likelihood
    if step >= warmup:
        return loss + kl
    if step <= 0:
        return loss + 0 * kl
    return torch.add(loss, kl, alpha=step / warmup)


def steps_left(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Minus the full bound, less what is still free of the divergence."""
    left = max(warmup - step, 0)
    free = left / warmup if left else 0.0
    return (kl - log_likelihood) - free * kl


def clamped_tensor(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """A ramp as a tensor, clamped, and addcmul."""
    ramp = torch.tensor(step, dtype=kl.dtype, device=kl.device)
    if warmup > 0:
        weight = (ramp / warmup).clamp(0, 1)
    else:
        weight = torch.ones_like(ramp)
    return torch.addcmul(log_likelihood.neg(), weight, kl)
