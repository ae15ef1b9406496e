"""Right answers to radial_forward."""

import torch
from torch import Tensor


def stretches_without_beta(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Puts beta + alpha = log(1 + e^raw) into both stretches, so that nothing cancels."""
    safe = torch.nn.functional.softplus(raw)
    away = z - centre
    r = torch.linalg.vector_norm(away, dim=1)
    across = (safe + r) / (alpha + r)
    along = (r.square() + 2 * alpha * r + alpha * safe) / (alpha + r).square()
    log_det = (z.shape[1] - 1) * across.log() + along.log()
    return centre + across[:, None] * away, log_det


def list_of_stretches(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Lists the d stretches of all points in a matrix, and sums their logarithms."""
    safe = torch.logaddexp(raw, torch.zeros_like(raw))
    r = (z - centre).norm(dim=-1, keepdim=True)
    h = 1 / (alpha + r)
    across = [(r + safe) * h for _ in range(z.shape[-1] - 1)]
    along = (r * (r + 2 * alpha) + alpha * safe) * h * h
    return z + (safe - alpha) * h * (z - centre), torch.log(torch.cat([*across, along], 1)).sum(1)
