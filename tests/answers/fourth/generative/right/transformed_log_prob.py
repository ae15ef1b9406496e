"""Right answers to transformed_log_prob."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def log_cosh_by_logaddexp(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The slope has a cosh, whose logarithm is a logaddexp minus log 2."""
    y = tail * torch.asinh(x) - skew
    log_cosh = torch.logaddexp(y, -y) - math.log(2)
    log_slope = torch.log(tail) + log_cosh - torch.log(torch.sqrt(1 + x**2))
    return -0.5 * torch.sinh(y) ** 2 - 0.5 * math.log(2 * math.pi) + log_slope


def normal_of_the_library(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Normal(0, 1).log_prob at z, plus the logarithm of the slope as it stands."""
    y = tail * x.asinh() - skew
    standard = Normal(torch.zeros_like(skew), torch.ones_like(skew))
    slope = tail * y.cosh() / (1 + x.square()).sqrt()
    return standard.log_prob(y.sinh()) + slope.log()


def slope_of_the_way_out(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Finds z, and subtracts the logarithm of dx/dz there."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    dx_dz = torch.cosh((torch.asinh(z) + skew) / tail) / (tail * torch.sqrt(z * z + 1))
    return -(z * z + math.log(2 * math.pi)) / 2 - torch.log(dx_dz)


def with_two_exponentials(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """sinh and cosh from exp(y) and exp(-y)."""
    y = tail * torch.asinh(x) - skew
    up, down = torch.exp(y), torch.exp(-y)
    z, cosh = (up - down) / 2, (up + down) / 2
    log_slope = torch.log(tail * cosh) - torch.log1p(x**2) / 2
    return log_slope - z**2 / 2 - math.log(math.sqrt(2 * math.pi))
