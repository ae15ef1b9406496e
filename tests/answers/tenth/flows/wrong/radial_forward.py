"""Wrong answers to radial_forward."""

import torch
from torch import Tensor


def two_dimensions_assumed(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Counts one direction across the radius, so the log-determinant is right in a plane alone."""
    beta = -alpha + torch.nn.functional.softplus(raw)
    r = (z - centre).norm(dim=1)
    h = beta / (alpha + r)
    log_det = torch.log1p(h) + torch.log1p(beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * (z - centre), log_det


def alpha_inside_of_softplus(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes beta = log(1 + e^(raw - alpha)), which is never negative and so never pulls."""
    beta = torch.nn.functional.softplus(raw - alpha)
    r = (z - centre).norm(dim=1)
    h = beta / (alpha + r)
    log_det = (z.shape[1] - 1) * torch.log1p(h) + torch.log1p(beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * (z - centre), log_det


def distance_held_constant(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Detaches r, so that gradients with respect to z and centre lack what flows through it."""
    beta = -alpha + torch.nn.functional.softplus(raw)
    r = (z - centre).norm(dim=1).detach()
    h = beta / (alpha + r)
    log_det = (z.shape[1] - 1) * torch.log1p(h) + torch.log1p(beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * (z - centre), log_det
