"""Right answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def as_written(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """The formulas as they stand."""
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = away.norm(dim=-1)
    across = 1 + beta / (alpha + r)
    along = 1 + beta * alpha / (alpha + r) ** 2
    log_det = (z.shape[1] - 1) * torch.log(across) + torch.log(along)
    return z + beta * away / (alpha + r)[:, None], log_det


def derivative_of_h(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """With h(r) = 1 / (alpha + r) and its derivative, as in the paper, and kept axes."""
    beta = torch.logaddexp(raw, torch.zeros_like(raw)) - alpha
    delta = z - centre
    r = torch.linalg.vector_norm(delta, dim=-1, keepdim=True)
    h = torch.reciprocal(alpha + r)
    slope = -h.square()
    moved = torch.addcmul(z, beta * h, delta)
    d = z.shape[-1]
    log_det = (d - 1) * torch.log1p(beta * h) + torch.log1p(beta * h + beta * slope * r)
    return moved, log_det.squeeze(-1)


def without_beta(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """New radii over old ones, with a root that is safe at the centre; beta is not needed."""
    rise = -F.logsigmoid(-raw)
    away = z - centre
    square = torch.einsum("nd,nd->n", away, away)
    inside = square > 0
    root = torch.where(inside, square, torch.ones_like(square)).sqrt()
    r = torch.where(inside, root, torch.zeros_like(root))
    log_sum = torch.log(alpha + r)
    log_across = torch.log(r + rise) - log_sum
    log_along = torch.log(r * (2 * alpha + r) + alpha * rise) - 2 * log_sum
    log_det = log_along
    for _ in range(z.shape[1] - 1):
        log_det = log_det + log_across
    return centre + away * ((r + rise) / (alpha + r))[:, None], log_det
