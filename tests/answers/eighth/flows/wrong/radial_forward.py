"""Wrong answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def one_direction_across(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Counts one direction across the radius, which is right in the plane only."""
    beta = F.softplus(raw) - alpha
    r = (z - centre).norm(dim=-1)
    log_det = torch.log1p(beta / (alpha + r)) + torch.log1p(beta * alpha / (alpha + r) ** 2)
    return z + (beta / (alpha + r))[:, None] * (z - centre), log_det


def root_of_a_sum_of_squares(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes a root whose derivative at 0 is infinite, so a point at the centre gets NaN."""
    beta = F.softplus(raw) - alpha
    r = (z - centre).square().sum(-1).sqrt()
    across, along = beta / (alpha + r), beta * alpha / (alpha + r).square()
    log_det = (z.shape[-1] - 1) * torch.log1p(across) + torch.log1p(along)
    return z + across[:, None] * (z - centre), log_det


def radius_held_constant(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Detaches the radius, so that the gradients in z and in the centre lack their half."""
    beta = F.softplus(raw) - alpha
    gap = z - centre
    r = gap.detach().norm(dim=-1)
    log_det = (z.shape[-1] - 1) * torch.log1p(beta / (alpha + r))
    log_det = log_det + torch.log1p(beta * alpha / (alpha + r) ** 2)
    return z + gap * (beta / (alpha + r))[:, None], log_det
