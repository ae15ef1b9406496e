"""Right answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def softplus(u: Tensor, w: Tensor) -> Tensor:
    """As the formula stands, with sums that keep their axis."""
    product = (w * u).sum(-1, keepdim=True)
    step = -1 + F.softplus(product) - product
    return u + step * w / (w**2).sum(-1, keepdim=True)


def across_and_along(u: Tensor, w: Tensor) -> Tensor:
    """The part of u across w stays, and the part along w gets its new length."""
    normal = w / torch.linalg.vector_norm(w, dim=-1, keepdim=True)
    length = torch.linalg.vector_norm(w, dim=-1)
    along = torch.einsum("...d,...d->...", normal, u)
    product = along * length
    allowed = torch.logaddexp(product, torch.zeros_like(product)) - 1
    across = u - along[..., None] * normal
    return across + (allowed / length)[..., None] * normal


def rows(u: Tensor, w: Tensor) -> Tensor:
    """A loop over all rows, each with scalar products."""
    d = u.shape[-1]
    result = []
    for row, normal in zip(u.reshape(-1, d), w.reshape(-1, d)):
        a = torch.dot(normal, row)
        m = -1 + F.softplus(a)
        result.append(row + (m - a) * normal / torch.dot(normal, normal))
    return torch.stack(result).reshape(u.shape)


def mirrored(u: Tensor, w: Tensor) -> Tensor:
    """m(a) - a is -1 + log(1 + e^-a), and linalg.vecdot does the products."""
    step = F.softplus(-torch.linalg.vecdot(w, u)) - 1
    return u + (step / torch.linalg.vecdot(w, w)).unsqueeze(-1) * w
