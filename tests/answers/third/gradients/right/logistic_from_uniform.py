"""Right answers to logistic_from_uniform."""

import torch
from torch import Tensor


def torch_has_logit(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.logit, stretched and moved."""
    return torch.logit(u) * scale + loc


def logarithm_of_the_odds(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """One logarithm of one ratio."""
    return torch.addcmul(loc, scale, torch.log(u / (1 - u)))


def solved_for_the_exponential(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """exp(-(x - loc) / scale) = 1/u - 1, which is expm1(-log u)."""
    return loc - scale * torch.log(torch.expm1(-torch.log(u)))


def nearer_end_first(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The logit of the smaller of u and 1 - u, which is never positive; then the sign."""
    small = torch.minimum(u, 1 - u)
    size = torch.log1p(-small) - small.log()
    return loc + torch.where(u < 0.5, -size, size) * scale


def chances_of_both_sides_by_stack(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Logarithms of both chances in one tensor, and diff along the new axis."""
    logs = torch.stack([1 - u, u], -1).log()
    return loc + scale * logs.diff(dim=-1).squeeze(-1)
