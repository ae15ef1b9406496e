"""Right answers to transformed_log_prob."""

import math

import torch
from torch import Tensor
from torch.distributions import (
    AffineTransform,
    Normal,
    Transform,
    TransformedDistribution,
    constraints,
)
from torch.nn import functional as F


def chain_of_transforms(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """torch.distributions: asinh, an affine map and sinh, each with its own log-slope."""

    class Sinh(Transform):
        domain = constraints.real
        codomain = constraints.real
        bijective = True
        sign = 1

        def _call(self, x: Tensor) -> Tensor:
            return torch.sinh(x)

        def _inverse(self, y: Tensor) -> Tensor:
            return torch.asinh(y)

        def log_abs_det_jacobian(self, x: Tensor, y: Tensor) -> Tensor:
            return torch.log1p(y**2) / 2

    base = Normal(torch.zeros_like(tail), torch.ones_like(tail))
    chain = [Sinh().inv, AffineTransform(skew / tail, 1 / tail), Sinh()]
    return TransformedDistribution(base, chain, validate_args=False).log_prob(x)


def slope_by_forward_mode(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Differentiates the inverse with torch.func.jvp, and takes the logarithm of the slope."""

    def inverse(point: Tensor) -> Tensor:
        return torch.sinh(tail * torch.asinh(point) - skew)

    z, slope = torch.func.jvp(inverse, (x,), (torch.ones_like(x),))
    result: Tensor = slope.abs().log() - z.square() / 2 - math.log(2 * math.pi) / 2
    return result


def log_cosh_by_softplus(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log cosh a = a + softplus(-2 a) - log 2 for the cosh of the derivative."""
    a = tail * x.asinh() - skew
    log_cosh = a + F.softplus(-2 * a, threshold=100) - math.log(2)
    log_normal = -0.5 * (a.sinh().pow(2) + math.log(2 * math.pi))
    return log_normal + torch.log(tail) + log_cosh - torch.log1p(x * x) / 2


def slope_of_the_forward_map(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Subtracts log dx/dz, the slope of f at the z that belongs to x."""
    z = torch.sinh(torch.asinh(x) * tail - skew)
    slope = torch.cosh((torch.asinh(z) + skew) / tail) / (tail * torch.sqrt(1 + z**2))
    standard = Normal(torch.zeros((), dtype=x.dtype, device=x.device), 1.0)
    return standard.log_prob(z) - torch.log(slope)


def hypotenuses_and_exponentials(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """sinh as half the difference of two exponentials, the roots by torch.hypot."""
    a = tail * torch.asinh(x) - skew
    z = (torch.exp(a) - torch.exp(-a)) / 2
    one = torch.ones_like(x)
    root = torch.log(tail * torch.hypot(one, z) / torch.hypot(one, x))
    return root - (z * z + math.log(math.tau)) / 2
