"""Wrong ways of writing ``radial_forward``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def d_across(z, centre, alpha, raw):
    """one direction is along the radius and d - 1 across it"""
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = away.norm(dim=-1)
    h = 1 / (alpha + r)
    along = 1 + beta * h - beta * h**2 * r
    return z + beta * h[:, None] * away, z.shape[1] * torch.log(1 + beta * h) + torch.log(along)


def overflowing(z, centre, alpha, raw):
    """exp overflows where raw is 800"""
    beta = -alpha + torch.log(1 + torch.exp(raw))
    away = z - centre
    r = away.norm(dim=-1)
    h = 1 / (alpha + r)
    along = 1 + beta * h - beta * h**2 * r
    log_det = (z.shape[1] - 1) * torch.log(1 + beta * h) + torch.log(along)
    return z + beta * h[:, None] * away, log_det
