"""Answers to estimate_pi, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def square_around_the_unit_circle(n: int) -> tuple[Tensor, Tensor]:
    """Darts on [-1, 1] squared as complex numbers, and the absolute value."""
    darts = torch.complex(2 * torch.rand(n) - 1, 2 * torch.rand(n) - 1)
    return mc_estimate(4.0 * (darts.abs() <= 1))


def from_the_share_alone(n: int) -> tuple[Tensor, Tensor]:
    """Counts hits in a quarter circle; the sample variance of zeros and ones is p (1 - p) n / (n - 1)."""
    hits = (torch.rand(n, 2).square().sum(-1) < 1).sum().double()
    share = hits / n
    return 4 * share, 4 * torch.sqrt(share * (1 - share) / (n - 1))


def circle_of_another_size(n: int) -> tuple[Tensor, Tensor]:
    """A circle of radius 5 around (5, 5) in a square of side 10."""
    x, y = Uniform(0.0, 10.0).sample((2, n))
    inside = torch.hypot(x - 5, y - 5) < 5
    return mc_estimate(torch.where(inside, 4.0, 0.0))


def in_double_precision(n: int) -> tuple[Tensor, Tensor]:
    """Darts on the half-unit square around 0, in float64, a standard deviation by hand."""
    darts = torch.rand((n, 2), dtype=torch.float64).sub_(0.5)
    values = (darts.norm(dim=1) <= 0.5).double() * 4
    return values.mean(), values.std() / n**0.5
