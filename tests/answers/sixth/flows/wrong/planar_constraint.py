"""Wrong answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def norm_of_all_rows(u: Tensor, w: Tensor) -> Tensor:
    """The norm of w is taken over all rows together, not for each row."""
    a = (u * w).sum(-1, keepdim=True)
    return u + (F.softplus(a) - 1 - a) * w / w.norm() ** 2


def only_where_it_folds(u: Tensor, w: Tensor) -> Tensor:
    """Only directions whose product is below -1 are corrected, the others stay as they are."""
    a = (u * w).sum(-1, keepdim=True)
    moved = u + (F.softplus(a) - 1 - a) * w / (w**2).sum(-1, keepdim=True)
    return torch.where(a < -1, moved, u)


def exponential_overflows(u: Tensor, w: Tensor) -> Tensor:
    """The exponential is taken of the number itself, and is infinite for a large product."""
    a = (u * w).sum(-1, keepdim=True)
    m = -1 + torch.log1p(torch.exp(a))
    return u + (m - a) * w / (w**2).sum(-1, keepdim=True)


def rescaled_direction(u: Tensor, w: Tensor) -> Tensor:
    """Gives the product its new value by a factor on u, and so moves along u instead of w."""
    a = (u * w).sum(-1, keepdim=True)
    return u * (F.softplus(a) - 1) / a


def step_is_a_constant(u: Tensor, w: Tensor) -> Tensor:
    """The length of the step is computed without gradients, as if it were a constant."""
    with torch.no_grad():
        a = (u * w).sum(-1, keepdim=True)
        step = (F.softplus(a) - 1 - a) / (w**2).sum(-1, keepdim=True)
    return u + step * w
