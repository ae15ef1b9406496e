"""Right answers to transformed_log_prob."""

import math

import torch
from torch import Tensor


def change_of_variables(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The inverse, its slope written out, and the standard normal's log-density."""
    inner = tail * torch.asinh(x) - skew
    z = torch.sinh(inner)
    log_slope = torch.log(tail) + torch.log(torch.cosh(inner)) - 0.5 * torch.log1p(x.square())
    return -0.5 * z.square() - 0.5 * math.log(2 * math.pi) + log_slope


def log_cosh_as_logaddexp(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log cosh(a) as logaddexp(a, -a) - log 2, and the normal from torch.distributions."""
    a = torch.asinh(x) * tail - skew
    normal = torch.distributions.Normal(torch.zeros_like(a), torch.ones_like(a))
    log_cosh = torch.logaddexp(a, -a) - math.log(2)
    return (
        normal.log_prob(a.sinh()) + tail.log() + log_cosh - torch.hypot(x, torch.ones_like(x)).log()
    )


def slope_by_jvp(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The slope of the inverse by forward-mode differentiation."""

    def inverse(point):
        return torch.sinh(tail * torch.asinh(point) - skew)

    z, slope = torch.func.jvp(inverse, (x,), (torch.ones_like(x),))
    return slope.abs().log() - (z * z + math.log(2 * math.pi)) / 2


def through_z_alone(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """1 + sinh² = cosh² puts the slope in terms of z: tail * sqrt((1 + z²) / (1 + x²))."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    return tail.log() + (torch.log1p(z**2) - torch.log1p(x**2) - z**2 - math.log(2 * math.pi)) / 2


def divides_by_forward_slope(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The log-density of z minus the logarithm of the slope of the forward map at z."""
    z = (tail * x.asinh() - skew).sinh()
    outer = (z.asinh() + skew) / tail
    forward_slope = outer.cosh() / tail / (1 + z.square()).sqrt()
    constant = -math.log(math.sqrt(2 * math.pi))
    return constant - z.square() / 2 - forward_slope.log()
