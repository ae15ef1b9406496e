"""Wrong answers to straight_through."""

import torch
from torch import Tensor


def gradient_of_logit(logits: Tensor, u: Tensor) -> Tensor:
    """The gradient goes straight to the logit, without the derivative of its probability."""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bits + (logits - logits.detach())


def without_brackets(logits: Tensor, u: Tensor) -> Tensor:
    """Added from left to right, so that rounding leaves numbers near 1 that are not bits."""
    pi = torch.sigmoid(logits)
    return (u < pi).to(logits.dtype) + pi - pi.detach()


def own_coins(logits: Tensor, u: Tensor) -> Tensor:
    """New coins are thrown, and the given uniform numbers are not used."""
    pi = torch.sigmoid(logits)
    bits = torch.bernoulli(pi.detach())
    return bits + (pi - pi.detach())


def gradient_of_relaxed(logits: Tensor, u: Tensor) -> Tensor:
    """The gradient is that of a relaxed bit at the temperature 1, which depends on the noise."""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    soft = torch.sigmoid(logits + torch.logit(u))
    return bits + (soft - soft.detach())


def only_ones_learn(logits: Tensor, u: Tensor) -> Tensor:
    """The probability is multiplied, not added, so bits that are 0 have no gradient."""
    pi = torch.sigmoid(logits)
    bits = (u < pi).to(logits.dtype)
    return bits * (pi / pi.detach())
