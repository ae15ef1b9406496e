"""Right answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def softplus_and_sums(u: Tensor, w: Tensor) -> Tensor:
    """The formula as it stands, with sums over the last axis."""
    a = (u * w).sum(-1, keepdim=True)
    m = -1 + F.softplus(a)
    return u + (m - a) * w / w.square().sum(-1, keepdim=True)


def mirrored_logaddexp(u: Tensor, w: Tensor) -> Tensor:
    """Uses log(1 + e^a) - a = log(1 + e^-a), so that the product cancels beforehand."""
    a = torch.einsum("...i,...i->...", u, w)
    step = torch.logaddexp(torch.zeros_like(a), -a) - 1
    length = torch.linalg.vecdot(w, w)
    return torch.addcmul(u, (step / length).unsqueeze(-1), w)


def replaced_component(u: Tensor, w: Tensor) -> Tensor:
    """Splits u into a part along w and a rest, row by row, and puts a new part along w."""
    d = u.shape[-1]
    rows = []
    for direction, normal in zip(u.reshape(-1, d), w.reshape(-1, d), strict=True):
        unit = normal / torch.linalg.vector_norm(normal)
        a = torch.dot(direction, normal)
        rest = direction - torch.dot(direction, unit) * unit
        m = -1 - F.logsigmoid(-a)
        rows.append(rest + m / torch.linalg.vector_norm(normal) * unit)
    return torch.stack(rows).reshape(u.shape)
