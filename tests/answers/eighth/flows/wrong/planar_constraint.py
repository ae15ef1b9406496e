"""Wrong answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def norm_of_all_rows_together(u: Tensor, w: Tensor) -> Tensor:
    """Divides by the squared norm of all normals together, right for a single row only."""
    product = (u * w).sum(-1, keepdim=True)
    return u + (F.softplus(product) - 1 - product) * w / w.norm() ** 2


def logarithm_of_a_large_exponential(u: Tensor, w: Tensor) -> Tensor:
    """Computes e^a itself, which is infinite from some 89 on (in float32)."""
    product = (u * w).sum(-1, keepdim=True)
    return u + (torch.log1p(product.exp()) - 1 - product) * w / (w * w).sum(-1, keepdim=True)


def moved_only_where_it_folds(u: Tensor, w: Tensor) -> Tensor:
    """Leaves u alone where w^T u is above -1 already, though m moves it there too."""
    product = (u * w).sum(-1, keepdim=True)
    moved = u + (F.softplus(product) - 1 - product) * w / (w * w).sum(-1, keepdim=True)
    return torch.where(product < -1, moved, u)
