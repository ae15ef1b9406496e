"""Wrong answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def of_the_plane(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """One direction across the radius is counted, which holds for d = 2 alone."""
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = away.norm(dim=-1)
    across = 1 + beta / (alpha + r)
    along = 1 + beta * alpha / (alpha + r) ** 2
    return z + beta * away / (alpha + r)[:, None], torch.log(across) + torch.log(along)


def slope_without_radius(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Along the radius, the derivative of 1 / (alpha + r) is not multiplied by r."""
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = away.norm(dim=-1)
    h = 1 / (alpha + r)
    across = 1 + beta * h
    along = 1 + beta * h - beta * h**2
    log_det = (z.shape[1] - 1) * torch.log(across.abs()) + torch.log(along.abs())
    return z + beta * h[:, None] * away, log_det


def norm_of_the_batch(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """One radius for all points together: the norm has no axis."""
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = away.norm()
    across = 1 + beta / (alpha + r)
    along = 1 + beta * alpha / (alpha + r) ** 2
    log_det = (z.shape[1] - 1) * torch.log(across) + torch.log(along)
    return z + beta * away / (alpha + r), log_det.expand(len(z))


def overflowing(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """log(1 + exp(raw)) overflows for a large raw."""
    beta = -alpha + torch.log(1 + torch.exp(raw))
    away = z - centre
    r = away.norm(dim=-1)
    across = 1 + beta / (alpha + r)
    along = 1 + beta * alpha / (alpha + r) ** 2
    log_det = (z.shape[1] - 1) * torch.log(across) + torch.log(along)
    return z + beta * away / (alpha + r)[:, None], log_det


def constant_radius(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """The radius is a constant for autograd."""
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = away.detach().norm(dim=-1)
    across = 1 + beta / (alpha + r)
    along = 1 + beta * alpha / (alpha + r) ** 2
    log_det = (z.shape[1] - 1) * torch.log(across) + torch.log(along)
    return z + beta * away / (alpha + r)[:, None], log_det
