"""Wrong answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def norm_not_squared(u: Tensor, w: Tensor) -> Tensor:
    """Divided by the norm of w instead of its square."""
    product = (w * u).sum(-1, keepdim=True)
    step = -1 + F.softplus(product) - product
    return u + step * w / w.norm(dim=-1, keepdim=True)


def only_where_needed(u: Tensor, w: Tensor) -> Tensor:
    """Only directions whose product is below -1 are corrected; the others stay as they are."""
    product = (w * u).sum(-1, keepdim=True)
    step = -1 + F.softplus(product) - product
    moved = u + step * w / (w**2).sum(-1, keepdim=True)
    return torch.where(product < -1, moved, u)


def exp_of_any_size(u: Tensor, w: Tensor) -> Tensor:
    """log(1 + e^a) written out, which overflows for a large product."""
    product = (w * u).sum(-1, keepdim=True)
    step = -1 + torch.log1p(product.exp()) - product
    return u + step * w / (w**2).sum(-1, keepdim=True)


def one_length_for_all(u: Tensor, w: Tensor) -> Tensor:
    """The squared norm is summed over all rows, not over each."""
    product = (w * u).sum(-1, keepdim=True)
    step = -1 + F.softplus(product) - product
    return u + step * w / w.norm() ** 2


def not_subtracted(u: Tensor, w: Tensor) -> Tensor:
    """m(w^T u) is added along w, but the old product is not taken away."""
    product = (w * u).sum(-1, keepdim=True)
    return u + (-1 + F.softplus(product)) * w / (w**2).sum(-1, keepdim=True)


def product_of_unit(u: Tensor, w: Tensor) -> Tensor:
    """w is normalized first, so that u's product with the unit vector is corrected, not with w."""
    unit = F.normalize(w, dim=-1)
    product = (unit * u).sum(-1, keepdim=True)
    return u + (-1 + F.softplus(product) - product) * unit
