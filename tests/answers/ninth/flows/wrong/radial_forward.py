"""Wrong answers to radial_forward."""

import torch
from torch import Tensor


def points_counted_as_directions(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the number of points for that of the coordinates in the power of the stretch."""
    away = z - centre
    r = away.norm(dim=-1)
    beta = torch.nn.functional.softplus(raw) - alpha
    across, along = 1 + beta / (alpha + r), 1 + beta * alpha / (alpha + r) ** 2
    moved = z + (beta / (alpha + r))[:, None] * away
    return moved, (z.shape[0] - 1) * across.log() + along.log()


def stretch_along_without_alpha(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Leaves the factor alpha out of the stretch along the radius, right only for alpha = 1."""
    away = z - centre
    r = away.norm(dim=-1)
    beta = torch.nn.functional.softplus(raw) - alpha
    across, along = 1 + beta / (alpha + r), 1 + beta / (alpha + r) ** 2
    moved = z + (beta / (alpha + r))[:, None] * away
    return moved, (z.shape[1] - 1) * across.abs().log() + along.abs().log()


def radius_held_fixed(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Detaches r, so that values are right and gradients in z and centre are not."""
    away = z - centre
    r = torch.linalg.vector_norm(away, dim=-1).detach()
    beta = torch.nn.functional.softplus(raw) - alpha
    across, along = 1 + beta / (alpha + r), 1 + beta * alpha / (alpha + r) ** 2
    moved = z + (beta / (alpha + r))[:, None] * away
    return moved, (z.shape[1] - 1) * across.log() + along.log()
