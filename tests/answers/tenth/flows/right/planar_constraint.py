"""Right answers to planar_constraint."""

import torch
from torch import Tensor


def step_as_softplus_of_minus_a(u: Tensor, w: Tensor) -> Tensor:
    """Uses that m(a) - a = -1 + log(1 + e^-a), with logaddexp and an einsum."""
    a = torch.einsum("...d,...d->...", u, w)
    step = torch.logaddexp(-a, torch.zeros_like(a)) - 1
    return u + (step / w.square().sum(-1)).unsqueeze(-1) * w


def across_and_along(u: Tensor, w: Tensor) -> Tensor:
    """Splits u into the parts across and along w, and puts a new length into the second."""
    unit = w / torch.linalg.vector_norm(w, dim=-1, keepdim=True) ** 2
    a = (u * w).sum(-1, keepdim=True)
    across = u - a * unit
    return across + (-1 - torch.nn.functional.logsigmoid(-a)) * unit
