"""Right answers to cauchy_from_uniform."""

import math

import torch
from torch import Tensor
from torch.distributions import Cauchy


def tangent_of_the_angle(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The angle first, then its tangent."""
    angle = math.pi * u - math.pi / 2
    return loc + scale * torch.tan(angle)


def minus_cotangent(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Minus the cotangent of pi u, as cosine over sine."""
    return loc - scale * torch.cos(math.pi * u) / torch.sin(math.pi * u)


def quantiles_of_the_library(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Cauchy.icdf of torch.distributions."""
    return Cauchy(loc, scale).icdf(u)


def sine_over_cosine(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The tangent as sine over cosine, with torch.pi."""
    turn = (u - 0.5) * torch.pi
    return scale * (turn.sin() / turn.cos()) + loc
