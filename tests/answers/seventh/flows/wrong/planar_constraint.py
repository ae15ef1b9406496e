"""Wrong answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def unit_normal(u: Tensor, w: Tensor) -> Tensor:
    """The step goes along w / ||w||, so that it is divided by the norm and not by its square."""
    a = (w * u).sum(-1, keepdim=True)
    return u + (F.softplus(a) - 1 - a) * F.normalize(w, dim=-1)


def norm_of_all_rows(u: Tensor, w: Tensor) -> Tensor:
    """The norm of w is taken over all rows together."""
    a = (w * u).sum(-1)
    step = F.softplus(a) - 1 - a
    return u + step[..., None] * w / w.norm() ** 2


def overflowing(u: Tensor, w: Tensor) -> Tensor:
    """log(1 + exp(a)) overflows where the product is large."""
    a = (w * u).sum(-1, keepdim=True)
    m = -1 + torch.log(1 + torch.exp(a))
    return u + (m - a) * w / (w**2).sum(-1, keepdim=True)


def only_where_it_folds(u: Tensor, w: Tensor) -> Tensor:
    """A direction whose product with w is above -1 already is left as it is."""
    a = (w * u).sum(-1, keepdim=True)
    moved = u + (F.softplus(a) - 1 - a) * w / (w**2).sum(-1, keepdim=True)
    return torch.where(a > -1, u, moved)


def fixed_step(u: Tensor, w: Tensor) -> Tensor:
    """The correction is a constant for autograd: no gradient comes through it."""
    a = (w * u).sum(-1, keepdim=True)
    with torch.no_grad():
        step = (F.softplus(a) - 1 - a) / (w**2).sum(-1, keepdim=True)
    return u + step * w
