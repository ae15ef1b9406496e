"""Right answers to cauchy_from_uniform."""

import math

import torch
from torch import Tensor
from torch.distributions import Cauchy


def tangent(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The tangent of pi (u - 1/2)."""
    return loc + scale * torch.tan(math.pi * (u - 0.5))


def sine_over_cosine(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Sine over cosine, with the angle in double precision."""
    angle = torch.pi * (u.to(torch.float64) - 0.5)
    return loc + scale * (angle.sin() / angle.cos()).to(u.dtype)


def cotangents_of_the_halves(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """A cotangent of the smaller tail, with its sign, each half for itself."""
    lower = -1 / torch.tan(math.pi * u)
    upper = 1 / torch.tan(math.pi * (1 - u))
    return loc + scale * torch.where(u < 0.5, lower, upper)


def library_quantile(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Cauchy.icdf from torch.distributions."""
    return Cauchy(loc, scale).icdf(u)


def half_angle(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Far out the half-angle formula of the cotangent for the smaller tail, the tangent near the median."""
    low = u < 0.5
    tail = torch.where(low, u, 1 - u)
    a = 2 * math.pi * tail
    standard = (1 + torch.cos(a)) / torch.sin(a)
    far = torch.where(tail > 0.25, torch.tan(math.pi * (0.5 - tail)), standard)
    return torch.where(low, loc - scale * far, loc + scale * far)
