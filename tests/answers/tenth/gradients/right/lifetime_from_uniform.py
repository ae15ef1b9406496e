"""Right answers to lifetime_from_uniform."""

import torch
from torch import Tensor


def root_multiplied_above_and_below(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """The root of the quadratic whose denominator is a sum."""
    spent = -torch.log1p(-u)
    return 2 * spent / (rate + torch.sqrt(rate**2 + 2 * wear * spent))


def newton_from_above(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Newton's method on the cumulated hazard without gradients; its last step has them."""
    spent = -torch.log1p(-u)
    with torch.no_grad():
        t = torch.minimum(spent / rate, (2 * spent / wear).sqrt())
        for _ in range(30):
            t = t - (rate * t + wear * t * t / 2 - spent) / (rate + wear * t)
    return t - (rate * t + wear * t * t / 2 - spent) / (rate + wear * t).detach()
