"""Right answers to transformed_log_prob."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def both_coshs_in_logarithms(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Writes each log cosh, also that of the asinh of x, by logaddexp; their log 2 cancel."""
    bent = torch.asinh(x)
    moved = tail * bent - skew
    base = Normal(torch.zeros_like(tail), torch.ones_like(tail), validate_args=False)
    slope = torch.logaddexp(moved, -moved) - torch.logaddexp(bent, -bent)
    return base.log_prob(torch.sinh(moved)) + slope + tail.log()


def inverse_differentiated_by_torch(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Writes only the inverse, and lets torch.func find its slope at every point."""

    def inverse(points: Tensor) -> tuple[Tensor, Tensor]:
        z = torch.sinh(tail * torch.asinh(points) - skew)
        return z.sum(), z

    slope, z = torch.func.grad(inverse, has_aux=True)(x)
    return slope.log() - (z * z + math.log(2 * math.pi)) / 2
