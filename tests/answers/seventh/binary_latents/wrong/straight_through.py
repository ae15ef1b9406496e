"""Wrong answers to straight_through."""

import torch
from torch import Tensor


def gradient_one_in_the_logits(logits: Tensor, u: Tensor) -> Tensor:
    """The gradient passes to the logits unchanged, without the slope of the logistic function."""
    bits = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bits + (logits - logits.detach())


def noise_of_its_own(logits: Tensor, u: Tensor) -> Tensor:
    """Draws the bits with new noise, and ignores the uniform numbers."""
    pi = torch.sigmoid(logits)
    return torch.bernoulli(pi.detach()) + (pi - pi.detach())


def gradient_for_ones_only(logits: Tensor, u: Tensor) -> Tensor:
    """The gradient stands in a factor of the bit, so a zero has none."""
    pi = torch.sigmoid(logits)
    bits = (u < pi).to(logits.dtype)
    return bits * (1 + (pi - pi.detach()))


def gradient_of_the_relaxed_bit(logits: Tensor, u: Tensor) -> Tensor:
    """The gradient is that of a relaxed bit at the temperature 1, and not of the probability."""
    soft = torch.sigmoid(logits + torch.logit(u, eps=1e-6))
    hard = (u < torch.sigmoid(logits)).to(logits.dtype)
    return hard + (soft - soft.detach())


def logit_as_probability(logits: Tensor, u: Tensor) -> Tensor:
    """Compares the uniform numbers with the logits, and not with the probabilities."""
    pi = torch.sigmoid(logits)
    bits = (u < logits).to(logits.dtype)
    return bits + (pi - pi.detach())
