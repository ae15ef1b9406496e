"""Right answers to radial_forward."""

import torch
from torch import Tensor


def radial_with_common_denominators(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Brings both stretches over one denominator, so that nothing cancels near the centre."""
    away = z - centre
    r = torch.linalg.vector_norm(away, dim=-1)
    free = torch.nn.functional.softplus(raw)
    across = (r + free).log() - (alpha + r).log()
    along = (r * r + 2 * alpha * r + alpha * free).log() - 2 * (alpha + r).log()
    moved = z + ((free - alpha) / (alpha + r))[:, None] * away
    return moved, (z.shape[1] - 1) * across + along


def radial_by_stretches_of_each_direction(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """Lists the stretch of each of the d directions and adds up their logarithms."""
    r = (z - centre).norm(dim=1, keepdim=True)
    free = torch.logaddexp(torch.zeros_like(raw), raw)
    across = (r + free) / (alpha + r)
    along = (r + (r + free) * (alpha / (alpha + r))) / (alpha + r)
    stretches = [across] * (len(centre) - 1) + [along]
    return centre + across * (z - centre), torch.cat(stretches, 1).log().sum(1)
