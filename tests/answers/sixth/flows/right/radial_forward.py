"""Right answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sum_of_logarithms(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """The two stretches with log1p, as in the text."""
    away = z - centre
    r = torch.linalg.vector_norm(away, dim=-1)
    beta = -alpha + F.softplus(raw)
    h = 1 / (alpha + r)
    log_det = (z.shape[-1] - 1) * torch.log1p(beta * h) + torch.log1p(beta * alpha * h**2)
    return z + beta * away * h[:, None], log_det


def positive_numerators(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """With beta put in: all the terms are positive, and there are no differences."""
    _, d = z.shape
    s = torch.logaddexp(raw, torch.zeros_like(raw))
    r = (z - centre).norm(dim=1, keepdim=True)
    whole = alpha + r
    across = (r + s) / whole
    along = (r.square() + 2 * alpha * r + alpha * s) / whole.square()
    log_det = (d - 1) * across.log() + along.log()
    return centre + across * (z - centre), log_det.squeeze(1)


def list_of_stretches(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """All d stretches of each point side by side; their logarithms are summed."""
    n, d = z.shape
    r = torch.cdist(z, centre[None], compute_mode="donot_use_mm_for_euclid_dist")
    beta = F.softplus(raw) - alpha
    across = 1 + beta / (alpha + r)
    along = 1 + beta * alpha / (alpha + r) ** 2
    stretches = torch.cat([across.expand(n, d - 1), along], dim=1)
    moved = torch.lerp(centre.expand_as(z), z, across.expand_as(z))
    return moved, stretches.abs().log().sum(dim=1)
