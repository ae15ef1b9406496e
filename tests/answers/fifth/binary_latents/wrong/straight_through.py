"""Wrong answers to straight_through."""

import torch
from torch import Tensor


def at_most(logits: Tensor, u: Tensor) -> Tensor:
    """A uniform number that equals the probability makes a 1 as well."""
    pi = torch.sigmoid(logits)
    return (u <= pi).to(pi.dtype) + (pi - pi.detach())


def straight_to_the_logit(logits: Tensor, u: Tensor) -> Tensor:
    """The gradient is passed to the logit unchanged, without the slope of the probability."""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bits + (logits - logits.detach())


def mirrored(logits: Tensor, u: Tensor) -> Tensor:
    """The bit is 1 where 1 - u is below the probability, which are other bits for the same u."""
    pi = torch.sigmoid(logits)
    return (1 - u < pi).to(pi.dtype) + (pi - pi.detach())


def gradient_upside_down(logits: Tensor, u: Tensor) -> Tensor:
    """The zero has the wrong sign, so the gradient is that of the probability of a 0."""
    pi = torch.sigmoid(logits)
    return (u < pi).to(pi.dtype) + (pi.detach() - pi)


def through_the_ones_only(logits: Tensor, u: Tensor) -> Tensor:
    """A factor of 1 carries the gradient, so bits that are 0 have none and the others too much."""
    pi = torch.sigmoid(logits)
    return (u < pi).to(pi.dtype) * torch.exp(torch.log(pi) - torch.log(pi).detach())


def clipped(logits: Tensor, u: Tensor) -> Tensor:
    """The gradient is cut where the logit is beyond 1, as networks of binary weights do it."""
    pi = torch.sigmoid(logits)
    soft = torch.where(logits.abs() <= 1, pi, pi.detach())
    return (u < pi).to(pi.dtype) + (soft - soft.detach())
