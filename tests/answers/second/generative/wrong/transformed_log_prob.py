"""Wrong answers to transformed_log_prob."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.distributions import (
    Bernoulli,
    Categorical,
    MixtureSameFamily,
    MultivariateNormal,
    Normal,
)
from torch.distributions import TransformedDistribution, constraints, transforms


def skew_multiplied_by_tail(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The inverse is tail * asinh(x) - skew; here the skew is multiplied by the tail as well, so it is right only for tail = 1."""
    u = tail * (torch.asinh(x) - skew)
    log_slope = torch.logaddexp(u, -u) - math.log(2) + tail.log() - 0.5 * torch.log1p(x * x)
    return Normal(0.0, 1.0).log_prob(torch.sinh(u)) + log_slope


def forward_map_in_place_of_the_inverse(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The formula itself is put in place of its inverse: this is the density of the inverse transformation."""
    u = (torch.asinh(x) + skew) / tail
    log_slope = torch.logaddexp(u, -u) - math.log(2) - tail.log() - 0.5 * torch.log1p(x * x)
    return Normal(0.0, 1.0).log_prob(torch.sinh(u)) + log_slope


def asinh_by_its_formula(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log(x + sqrt(x^2 + 1)) cancels for negative x: far on the left it is inaccurate and then log 0."""
    root = (x * x + 1).sqrt()
    u = tail * torch.log(x + root) - skew
    log_slope = torch.logaddexp(u, -u) - math.log(2) + tail.log() - root.log()
    return -0.5 * torch.sinh(u).square() - 0.5 * math.log(2 * math.pi) + log_slope


def other_sign_in_the_slope(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The skew has a minus in z, but a plus in the slope: right only for skew = 0."""
    a = tail * torch.asinh(x)
    z = torch.sinh(a - skew)
    log_slope = (
        torch.logaddexp(a + skew, -a - skew) - math.log(2) + tail.log() - 0.5 * torch.log1p(x * x)
    )
    return Normal(0.0, 1.0).log_prob(z) + log_slope


def noise_limited_to_ten(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """z is clamped to ten standard deviations: the tails do not fall any more beyond, and have no gradient."""
    u = tail * torch.asinh(x) - skew
    z = torch.sinh(u).clamp(-10, 10)
    log_slope = torch.logaddexp(u, -u) - math.log(2) + tail.log() - 0.5 * torch.log1p(x * x)
    return Normal(0.0, 1.0).log_prob(z) + log_slope


def slope_by_a_finite_difference(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The slope is that of a secant of length 0.001: near to the derivative, but not it."""

    def inverse(point):
        return torch.sinh(tail * torch.asinh(point) - skew)

    slope = (inverse(x + 1e-3) - inverse(x)) / 1e-3
    return Normal(0.0, 1.0).log_prob(inverse(x)) + slope.log()


def number_for_the_tail(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """math.log makes a number of the tail: its gradient lacks the part of the slope."""
    u = tail * torch.asinh(x) - skew
    log_slope = (
        torch.logaddexp(u, -u) - math.log(2) + math.log(tail.item()) - 0.5 * torch.log1p(x * x)
    )
    return Normal(0.0, 1.0).log_prob(torch.sinh(u)) + log_slope


def root_forgotten_in_the_slope(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The derivative of asinh is 1 / sqrt(1 + x^2): the root is missing, so its logarithm counts twice."""
    u = tail * torch.asinh(x) - skew
    log_slope = torch.logaddexp(u, -u) - math.log(2) + tail.log() - torch.log1p(x * x)
    return Normal(0.0, 1.0).log_prob(torch.sinh(u)) + log_slope
