"""Wrong answers to planar_constraint."""

import torch
from torch import Tensor


def logarithm_of_one_plus_exp(u: Tensor, w: Tensor) -> Tensor:
    """Computes log(1 + exp(a)) as written, which overflows to infinity for a large w^T u."""
    a = (w * u).sum(-1, keepdim=True)
    m = torch.log(1 + torch.exp(a)) - 1
    return u + (m - a) * w / w.square().sum(-1, keepdim=True)


def corrects_only_what_would_fold(u: Tensor, w: Tensor) -> Tensor:
    """Leaves u as it is where w^T u is above -1 already, and corrects the other rows alone."""
    a = (w * u).sum(-1, keepdim=True)
    moved = u + (torch.nn.functional.softplus(a) - 1 - a) * w / w.square().sum(-1, keepdim=True)
    return torch.where(a > -1, u, moved)


def length_over_all_rows(u: Tensor, w: Tensor) -> Tensor:
    """Divides by the squared length of all w together, right only for a single map."""
    a = (w * u).sum(-1, keepdim=True)
    return u + (torch.nn.functional.softplus(a) - 1 - a) * w / torch.linalg.vector_norm(w) ** 2
