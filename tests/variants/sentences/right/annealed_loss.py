"""Other right ways of writing ``annealed_loss``."""

import torch


def branches(log_likelihood, kl, step, warmup):
    if step >= warmup:
        return kl - log_likelihood
    return kl * step / warmup - log_likelihood


def clamped(log_likelihood, kl, step, warmup):
    weight = torch.tensor(step / warmup, dtype=kl.dtype, device=kl.device).clamp(0, 1)
    return -(log_likelihood - weight * kl)


def from_below(log_likelihood, kl, step, warmup):
    missing = max(warmup - step, 0) / warmup
    return kl - log_likelihood - missing * kl


def whole_numbers(log_likelihood, kl, step, warmup):
    return torch.sub(kl * min(step, warmup) / warmup, log_likelihood)
