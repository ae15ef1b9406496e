"""Right answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def stretches_as_fractions(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Writes both stretches as fractions of positive numbers before it takes logarithms."""
    gap, rest = z - centre, F.softplus(raw)
    r = gap.norm(dim=-1)
    across = (r + rest) / (alpha + r)
    along = (r * (r + 2 * alpha) + alpha * rest) / (alpha + r) ** 2
    log_det = (z.shape[1] - 1) * across.log() + along.log()
    return centre + across[:, None] * gap, log_det


def differences_of_logarithms(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Moves by beta, and adds up logarithms of numerators and denominators, axis by axis."""
    rest = torch.logaddexp(raw, torch.zeros_like(raw))
    r = torch.linalg.vector_norm(z - centre, dim=1)
    far = alpha + r
    log_det = torch.log(r.square() + alpha * (2 * r + rest)) - 2 * far.log()
    for _ in range(1, z.shape[1]):
        log_det = log_det + torch.log(r + rest) - far.log()
    return z + torch.einsum("n,nd->nd", (rest - alpha) / far, z - centre), log_det
