"""Wrong answers to transformed_log_prob."""

import math

import torch
from torch import Tensor


def asinh_by_its_formula(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Writes asinh as log(x + sqrt(1 + x^2)): in float32 the logarithm of 0 at x = -10,000."""
    z = torch.sinh(tail * torch.log(x + (1 + x.square()).sqrt()) - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(z.square()) - torch.log1p(x.square()))
    return log_slope - 0.5 * (z.square() + math.log(2 * math.pi))


def slope_without_gradient(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Holds z fixed inside of the slope: the values are right, all three gradients are not."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(z.detach().square()) - torch.log1p(x.square()))
    return log_slope - 0.5 * (z.square() + math.log(2 * math.pi))


def skew_after_the_tail(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Inverts sinh(asinh(z) / tail + skew), which is the same for tail 1 or skew 0 only."""
    z = torch.sinh(tail * (torch.asinh(x) - skew))
    log_slope = tail.log() + 0.5 * (torch.log1p(z.square()) - torch.log1p(x.square()))
    return log_slope - 0.5 * (z.square() + math.log(2 * math.pi))
