"""Right answers to score_surrogate."""

import torch
from torch import Tensor
from torch.nn import functional as F


def log_density_without_value(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Binary cross-entropies make log q, less its value, beside a constant advantage."""
    log_q = -F.binary_cross_entropy_with_logits(logits.expand_as(z), z, reduction="none").sum(-1)
    advantage = (cost - baseline).detach()
    return (cost + advantage * (log_q - log_q.detach())).mean(0)


def slope_times_small_step(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """Computes the gradient by hand and attaches it: slope times (logits - logits.detach())."""
    with torch.no_grad():
        score = z - torch.sigmoid(logits)
        slope = torch.einsum("kb,kbl->bl", cost - baseline, score) / z.shape[0]
    return cost.mean(0) + (slope * (logits - logits.detach())).sum(-1)
