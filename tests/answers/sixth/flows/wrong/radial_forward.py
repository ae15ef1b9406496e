"""Wrong answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def one_direction_across(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """The stretch across the radius is counted once, which is right in the plane only."""
    away = z - centre
    r = away.norm(dim=-1)
    beta = -alpha + F.softplus(raw)
    h = 1 / (alpha + r)
    log_det = torch.log1p(beta * h) + torch.log1p(beta * alpha * h**2)
    return z + beta * h[:, None] * away, log_det


def alpha_left_out_along_the_radius(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """The stretch along the radius is 1 + beta / (alpha + r)^2, without the factor alpha."""
    away = z - centre
    r = away.norm(dim=-1)
    beta = -alpha + F.softplus(raw)
    h = 1 / (alpha + r)
    log_det = (z.shape[1] - 1) * torch.log1p(beta * h) + torch.log1p(beta * h**2)
    return z + beta * h[:, None] * away, log_det


def exponential_of_a_large_number(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """log(1 + e^raw) is written out and is infinite if raw is large."""
    away = z - centre
    r = away.norm(dim=-1)
    beta = -alpha + torch.log(1 + raw.exp())
    h = 1 / (alpha + r)
    log_det = (z.shape[1] - 1) * torch.log1p(beta * h) + torch.log1p(beta * alpha * h**2)
    return z + beta * h[:, None] * away, log_det


def moved_from_the_origin(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Points are moved along z and not along z - centre."""
    r = (z - centre).norm(dim=-1)
    beta = -alpha + F.softplus(raw)
    h = 1 / (alpha + r)
    log_det = (z.shape[1] - 1) * torch.log1p(beta * h) + torch.log1p(beta * alpha * h**2)
    return z + beta * h[:, None] * z, log_det


def radius_is_a_constant(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """The radius is detached, so that no gradient flows through it."""
    away = z - centre
    r = away.detach().norm(dim=-1)
    beta = -alpha + F.softplus(raw)
    h = 1 / (alpha + r)
    log_det = (z.shape[1] - 1) * torch.log1p(beta * h) + torch.log1p(beta * alpha * h**2)
    return z + beta * h[:, None] * away, log_det
