"""Wrong answers to planar_constraint."""

import torch
from torch import Tensor


def corrected_only_if_needed(u: Tensor, w: Tensor) -> Tensor:
    """Leaves every u whose product with w is above -1 as it is, so that m is not used there."""
    a = (u * w).sum(-1, keepdim=True)
    step = torch.nn.functional.softplus(a) - 1 - a
    return torch.where(a < -1, u + step * w / w.square().sum(-1, keepdim=True), u)


def length_of_all_normals(u: Tensor, w: Tensor) -> Tensor:
    """Divides by the squares of all of ``w`` and not of its row: right for a single pair alone."""
    a = (u * w).sum(-1, keepdim=True)
    step = torch.nn.functional.softplus(a) - 1 - a
    return u + step * w / (w * w).sum()


def log1p_of_exp(u: Tensor, w: Tensor) -> Tensor:
    """Writes log(1 + e^a) as it stands, which is infinite for a large a."""
    a = (u * w).sum(-1, keepdim=True)
    step = torch.log1p(torch.exp(a)) - 1 - a
    return u + step * w / w.square().sum(-1, keepdim=True)
