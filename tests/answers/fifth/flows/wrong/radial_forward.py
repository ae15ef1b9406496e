"""Wrong answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def all_across(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """All d directions are counted as across, and the one along the radius comes on top."""
    beta = -alpha + F.softplus(raw)
    gap = z - centre
    r = gap.norm(dim=-1)
    h = beta / (alpha + r)
    along = torch.log(1 + beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * gap, z.shape[1] * torch.log(1 + h) + along


def in_the_plane(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """One direction across and one along: right in two dimensions only."""
    beta = -alpha + F.softplus(raw)
    gap = z - centre
    r = gap.norm(dim=-1)
    h = beta / (alpha + r)
    along = torch.log1p(beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * gap, torch.log1p(h) + along


def from_the_origin(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """The distance is measured from the origin instead of from the centre."""
    beta = -alpha + F.softplus(raw)
    r = z.norm(dim=-1)
    h = beta / (alpha + r)
    along = torch.log(1 + beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * (z - centre), (z.shape[1] - 1) * torch.log(1 + h) + along


def exp_of_any_size(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """log(1 + e^raw) written out, which overflows for a large raw number."""
    beta = -alpha + torch.log(1 + torch.exp(raw))
    gap = z - centre
    r = gap.norm(dim=-1)
    h = beta / (alpha + r)
    along = torch.log(1 + beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * gap, (z.shape[1] - 1) * torch.log(1 + h) + along


def radius_for_alpha(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """The stretch along the radius has r in the place of alpha, and the wrong sign with it."""
    beta = -alpha + F.softplus(raw)
    gap = z - centre
    r = gap.norm(dim=-1)
    h = beta / (alpha + r)
    along = torch.log(torch.abs(1 - beta * r / (alpha + r) ** 2))
    return z + h[:, None] * gap, (z.shape[1] - 1) * torch.log(1 + h) + along


def alpha_not_taken_off(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """beta is log(1 + e^raw) alone: the map can push, but never pull."""
    beta = F.softplus(raw)
    gap = z - centre
    r = gap.norm(dim=-1)
    h = beta / (alpha + r)
    along = torch.log(1 + beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * gap, (z.shape[1] - 1) * torch.log(1 + h) + along
