"""Right answers to planar_constraint."""

import torch
from torch import Tensor
from torch.nn import functional as F


def added_step_of_the_product(u: Tensor, w: Tensor) -> Tensor:
    """Uses m(a) - a = -1 + log(1 + e^-a), and divides by the squared norm of each row."""
    step = F.softplus(-(u * w).sum(-1)) - 1
    return u + (step / (w * w).sum(-1))[..., None] * w


def step_along_the_unit_normal(u: Tensor, w: Tensor) -> Tensor:
    """Divides by the norm twice, once for the unit normal and once for the step along it."""
    norm = torch.linalg.vector_norm(w, dim=-1, keepdim=True)
    unit = w / norm
    product = torch.einsum("...i,...i->...", u, w)[..., None]
    step = torch.logaddexp(-product, torch.zeros_like(product)) - 1
    return u + step / norm * unit
