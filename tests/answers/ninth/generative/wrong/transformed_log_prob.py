"""Wrong answers to transformed_log_prob."""

import math

import torch
from torch import Tensor


def skew_inside_the_bracket(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Inverts in the wrong order, tail (asinh x - skew), right only for skew 0 or tail 1."""
    z = torch.sinh(tail * (torch.asinh(x) - skew))
    log_slope = tail.log() + 0.5 * (torch.log1p(z * z) - torch.log1p(x * x))
    return -0.5 * (z * z + math.log(2 * math.pi)) + log_slope


def slope_without_gradient(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Computes the slope of the inverse under no_grad, so only the values are right."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    with torch.no_grad():
        log_slope = tail.log() + 0.5 * (torch.log1p(z * z) - torch.log1p(x * x))
    return -0.5 * (z * z + math.log(2 * math.pi)) + log_slope


def asinh_by_its_formula(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Writes asinh as log(x + sqrt(x^2 + 1)), which loses all digits for large negative x."""
    asinh = torch.log(x + torch.sqrt(x * x + 1))
    z = torch.sinh(tail * asinh - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(z * z) - torch.log1p(x * x))
    return -0.5 * (z * z + math.log(2 * math.pi)) + log_slope
