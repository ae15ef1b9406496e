"""Other right ways of writing ``radial_forward``."""

import torch
from torch.nn import functional as F


def as_in_the_paper(z, centre, alpha, raw):
    beta = -alpha + F.softplus(raw)
    r = torch.norm(z - centre, dim=1)
    h, slope = 1 / (alpha + r), -1 / (alpha + r) ** 2
    det = (1 + beta * h) ** (z.shape[1] - 1) * (1 + beta * h + beta * slope * r)
    return z + (beta * h).unsqueeze(1) * (z - centre), det.log()


def positive_terms(z, centre, alpha, raw):
    soft = torch.logaddexp(raw, torch.zeros_like(raw))
    r = (z - centre).square().sum(-1).sqrt()
    log_across = torch.log(r + soft) - torch.log(r + alpha)
    log_along = torch.log(alpha * soft + 2 * alpha * r + r**2) - 2 * torch.log(alpha + r)
    factor = ((r + soft) / (r + alpha))[:, None]
    return centre + factor * (z - centre), (z.size(1) - 1) * log_across + log_along


def whole_jacobians(z, centre, alpha, raw):
    beta = F.softplus(raw) - alpha
    away = z - centre
    r = torch.linalg.vector_norm(away, dim=-1)
    eye = torch.eye(len(centre), dtype=z.dtype, device=z.device)
    outer = away[:, :, None] * away[:, None, :]
    h = (beta / (alpha + r))[:, None, None]
    jacobian = (1 + h) * eye - (beta / (alpha + r) ** 2 / r)[:, None, None] * outer
    return z + h[:, :, 0] * away, torch.linalg.slogdet(jacobian)[1]
