"""Wrong answers to straight_through."""

import torch
from torch import Tensor


def slope_of_the_logit(logits: Tensor, u: Tensor) -> Tensor:
    """Hands the slope on to the logit itself, without the factor pi (1 - pi)."""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bits + (logits - logits.detach())


def ones_on_the_border_too(logits: Tensor, u: Tensor) -> Tensor:
    """Gives a one where u equals pi, for instance for u = 1/2 and the logit 0."""
    pi = torch.sigmoid(logits)
    return torch.where(u > pi, 0.0, 1.0).to(logits.dtype) + (pi - pi.detach())


def slope_through_the_ones_alone(logits: Tensor, u: Tensor) -> Tensor:
    """Multiplies the bit by pi over itself, so a zero has no gradient and a one that of log pi."""
    pi = torch.sigmoid(logits)
    return (u < pi).to(logits.dtype) * (pi / pi.detach())
