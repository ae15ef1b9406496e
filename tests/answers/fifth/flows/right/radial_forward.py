"""Right answers to radial_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def formula(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """As the text says: d - 1 directions across and one along the radius."""
    beta = -alpha + F.softplus(raw)
    gap = z - centre
    r = gap.norm(dim=-1)
    h = beta / (alpha + r)
    across = torch.log(1 + h)
    along = torch.log(1 + beta * alpha / (alpha + r) ** 2)
    return z + h[:, None] * gap, (z.shape[1] - 1) * across + along


def no_cancelling(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """The stretches as fractions of positive numbers, in which nothing cancels."""
    d = z.size(-1)
    positive = torch.logaddexp(raw, torch.zeros_like(raw))
    gap = z - centre
    r = torch.linalg.vector_norm(gap, dim=-1, keepdim=True)
    reach = alpha + r
    across = (r + positive) / reach
    along = (r * (r + 2 * alpha) + alpha * positive) / reach**2
    log_det = (d - 1) * across.log() + along.log()
    return centre + gap * across, log_det.squeeze(-1)


def matrices(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """The Jacobian of each point by automatic differentiation, and slogdet."""
    beta = F.softplus(raw) - alpha

    def one(point: Tensor) -> Tensor:
        gap = point - centre
        return point + beta * gap / (alpha + torch.linalg.vector_norm(gap))

    jacobians = torch.func.vmap(torch.func.jacfwd(one))(z)
    return torch.func.vmap(one)(z), torch.linalg.slogdet(jacobians)[1]


def rank_one(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """(1 + h) times the identity and a change of rank one, whose determinant is a scalar."""
    beta = F.softplus(raw) - alpha
    r = F.pairwise_distance(z, centre.expand_as(z), eps=0.0)
    h = beta / (alpha + r)
    slope = -beta / (alpha + r).square()
    moved = torch.lerp(centre.expand_as(z), z, (1 + h).unsqueeze(-1))
    return moved, z.shape[-1] * torch.log1p(h) + torch.log1p(slope * r / (1 + h))


def summed_directions(
    z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor
) -> tuple[Tensor, Tensor]:
    """A loop over the points, and the logarithms of d stretches collected in a list."""
    beta = F.softplus(raw) - alpha
    moved, log_dets = [], []
    for point in z:
        gap = point - centre
        reach = alpha + gap.norm()
        moved.append(point + beta * gap / reach)
        stretches = [1 + beta / reach] * (len(point) - 1) + [1 + beta * alpha / reach**2]
        log_dets.append(torch.stack(stretches).log().sum())
    return torch.stack(moved), torch.stack(log_dets)
