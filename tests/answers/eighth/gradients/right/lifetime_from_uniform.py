"""Right answers to lifetime_from_uniform."""

import torch
from torch import Tensor


def root_in_units_of_the_larger(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Solves the quadratic without a difference, in units of the larger term under the root."""
    twice = -2 * torch.log1p(-u)
    unit = torch.maximum(rate, (wear * twice).sqrt()).detach()
    root = ((rate / unit).square() + wear / unit * twice / unit).sqrt()
    return twice / (rate + unit * root)


def step_of_newton_with_slopes(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Searches the root by Newton's steps without gradients, and lets a last step carry them."""
    exposure = -torch.log1p(-u)
    with torch.no_grad():
        t = torch.minimum(exposure / rate, (2 * exposure / wear).sqrt())
        for _ in range(8):
            t = (exposure + wear * t * t / 2) / (rate + wear * t)
        hazard = rate + wear * t
    return t + (exposure - rate * t - wear * t * t / 2) / hazard
