"""Wrong answers to straight_through."""

import torch
from torch import Tensor


def gradient_of_the_logit(logits: Tensor, u: Tensor) -> Tensor:
    """Passes the gradient to the logits as it is, 1 instead of pi (1 - pi)."""
    bit = (u < torch.sigmoid(logits)).to(logits.dtype)
    return bit + (logits - logits.detach())


def bits_of_their_own(logits: Tensor, u: Tensor) -> Tensor:
    """Draws by torch.bernoulli and ignores u: other bits in each call with the same numbers."""
    pi = torch.sigmoid(logits)
    return torch.bernoulli(pi.detach()) + (pi - pi.detach())


def bit_times_a_one(logits: Tensor, u: Tensor) -> Tensor:
    """Multiplies by pi / pi.detach(): zeros get no gradient, and ones get 1 - pi."""
    pi = torch.sigmoid(logits)
    return (u < pi).to(logits.dtype) * (pi / pi.detach())
