"""Right answers to cauchy_from_uniform."""

import math

import torch
from torch import Tensor
from torch.distributions import Cauchy


def icdf_of_torch(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The inverse of the distribution function from torch.distributions."""
    return Cauchy(loc, scale, validate_args=False).icdf(u)


def cotangent_from_the_nearer_end(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(pi (u - 1/2)) = -cot(pi u): one over a tangent, from 0 or from 1."""
    low = u < 0.5
    size = 1 / torch.tan(math.pi * torch.where(low, u, 1 - u))
    return loc + scale * torch.where(low, -size, size)


def sine_over_cosine_in_double(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The angle in float64, sine over cosine, and back to the dtype of u."""
    angle = torch.pi * (u.double() - 0.5)
    return torch.addcmul(loc, scale, (angle.sin() / angle.cos()).to(u.dtype))


def point_on_the_unit_circle(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The slope of exp(i angle): its imaginary part over its real part."""
    angle = (u - 0.5) * math.pi
    point = torch.polar(torch.ones_like(angle), angle)
    return point.imag / point.real * scale + loc


def half_of_the_angle(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(2a) = 2t / ((1 - t)(1 + t)) with t the tangent of half the angle, in float64."""
    t = torch.tan(math.pi / 2 * (u.to(torch.float64) - 0.5))
    ratio = 2 * t / ((1 - t) * (1 + t))
    return loc + scale * ratio.to(u.dtype)
