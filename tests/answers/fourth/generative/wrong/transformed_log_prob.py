"""Wrong answers to transformed_log_prob."""

import math

import torch
from torch import Tensor


def density_of_z_alone(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The slope dz/dx is missing: this is the log-density of z."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    return -0.5 * (z**2 + math.log(2 * math.pi))


def skew_inside_the_bracket(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Inverts wrongly: tail multiplies asinh(x) - skew, where it should multiply asinh(x) alone."""
    z = torch.sinh(tail * (torch.asinh(x) - skew))
    log_slope = tail.log() + 0.5 * torch.log1p(z**2) - 0.5 * torch.log1p(x**2)
    return log_slope - 0.5 * (z**2 + math.log(2 * math.pi))


def asinh_by_hand(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """asinh as log(x + sqrt(x^2 + 1)): for very negative x this is the logarithm of 0."""
    y = tail * torch.log(x + torch.sqrt(x**2 + 1)) - skew
    z = torch.sinh(y)
    log_slope = tail.log() + 0.5 * torch.log1p(z**2) - 0.5 * torch.log1p(x**2)
    return log_slope - 0.5 * (z**2 + math.log(2 * math.pi))


def tail_as_a_python_number(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """tail.item() is a plain number: the part of the gradient in tail that it has is lost."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    log_slope = math.log(tail.item()) + 0.5 * torch.log1p(z**2) - 0.5 * torch.log1p(x**2)
    return log_slope - 0.5 * (z**2 + math.log(2 * math.pi))


def slope_without_the_roots(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Takes 1 + z^2 for cosh and 1 + x^2 for the other: both square roots are missing."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    log_slope = tail.log() + torch.log1p(z**2) - torch.log1p(x**2)
    return log_slope - 0.5 * (z**2 + math.log(2 * math.pi))


def slope_without_tail(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Forgets the inner derivative tail in the slope."""
    y = tail * torch.asinh(x) - skew
    log_slope = torch.log(torch.cosh(y)) - 0.5 * torch.log(1 + x**2)
    return log_slope - 0.5 * (torch.sinh(y) ** 2 + math.log(2 * math.pi))
