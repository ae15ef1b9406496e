"""Right answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def as_written(u: Tensor, w: Tensor) -> Tensor:
    """The formula as it stands, with softplus."""
    a = (w * u).sum(-1)
    step = (-1 + F.softplus(a) - a) / (w**2).sum(-1)
    return u + step[..., None] * w


def reflected_softplus(u: Tensor, w: Tensor) -> Tensor:
    """With softplus(a) - a = softplus(-a), einsum and kept axes."""
    a = torch.einsum("...d,...d->...", w, u).unsqueeze(-1)
    square = torch.linalg.vecdot(w, w).unsqueeze(-1)
    return torch.addcmul(u, F.softplus(-a) - 1, w / square)


def replaced_component(u: Tensor, w: Tensor) -> Tensor:
    """The part of u along w is taken out, and one of the wanted length put in."""
    normal = w / torch.linalg.vector_norm(w, dim=-1, keepdim=True)
    length = torch.linalg.vector_norm(w, dim=-1, keepdim=True)
    along = (normal * u).sum(-1, keepdim=True)
    a = along * length
    wanted = torch.logaddexp(a, torch.zeros_like(a)) - 1
    across = u - along * normal
    return across + wanted / length * normal
