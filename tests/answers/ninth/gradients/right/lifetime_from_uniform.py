"""Right answers to lifetime_from_uniform."""

import torch
from torch import Tensor


def lifetime_by_the_stable_root(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Solves the quadratic with the sum of root and rate below, so nothing divides by wear."""
    exponent = -torch.log1p(-u)
    return 2 * exponent / (rate + torch.sqrt(rate.square() + 2 * wear * exponent))


def lifetime_by_implicit_slopes(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Finds the root without a graph, and adds a Newton step that has its slopes."""
    exponent = -torch.log1p(-u)
    with torch.no_grad():
        root = torch.hypot(rate, torch.sqrt(2 * wear * exponent))
        t = exponent / (0.5 * (rate + root))
        slope = rate + wear * t
    return t - (rate * t + 0.5 * wear * t * t - exponent) / slope
