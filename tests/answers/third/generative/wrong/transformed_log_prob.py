"""Wrong answers to transformed_log_prob."""

import math

import torch
from torch import Tensor


def asinh_by_its_formula(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """asinh as log(x + sqrt(x^2 + 1)): for large negative x nothing is left of the sum."""
    z = torch.sinh(tail * torch.log(x + torch.sqrt(x**2 + 1)) - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(z**2) - torch.log1p(x**2))
    return log_slope - 0.5 * (math.log(2 * math.pi) + z**2)


def skew_inside_the_brackets(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Inverts with tail * (asinh x - skew): the skew is multiplied by tail as well."""
    z = torch.sinh(tail * (torch.asinh(x) - skew))
    log_slope = tail.log() + 0.5 * (torch.log1p(z**2) - torch.log1p(x**2))
    return log_slope - 0.5 * (math.log(2 * math.pi) + z**2)


def right_half_mirrored(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Takes the absolute value of x, as if the density were even: wrong on the left for a skew."""
    z = torch.sinh(tail * torch.asinh(x.abs()) - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(z**2) - torch.log1p(x**2))
    return log_slope - 0.5 * (math.log(2 * math.pi) + z**2)


def slope_without_gradient(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Uses a detached z in the slope: the values are right, the gradients are not."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    fixed = z.detach()
    log_slope = tail.log() + 0.5 * (torch.log1p(fixed**2) - torch.log1p(x**2))
    return log_slope - 0.5 * (math.log(2 * math.pi) + z**2)


def points_cut_off_the_graph(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Makes a leaf of its own out of x to differentiate by: no gradient flows back to x."""
    with torch.enable_grad():
        point = x.detach().requires_grad_()
        z = torch.sinh(tail * torch.asinh(point) - skew)
        (slope,) = torch.autograd.grad(z.sum(), point, create_graph=True)
    return slope.log() - 0.5 * (math.log(2 * math.pi) + z**2)


def slope_turned_upside_down(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The two roots of the slope have changed places: that is the slope of f but for tail."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(x**2) - torch.log1p(z**2))
    return log_slope - 0.5 * (math.log(2 * math.pi) + z**2)


def squares_without_their_root(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Forgets the square root of cosh: the two logarithms count double."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    log_slope = tail.log() + torch.log1p(z**2) - torch.log1p(x**2)
    return log_slope - 0.5 * (math.log(2 * math.pi) + z**2)


def slope_of_the_inner_map_only(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Leaves out 1 / sqrt(1 + x^2), the slope of asinh x; right at x = 0 only."""
    a = tail * torch.asinh(x) - skew
    z = torch.sinh(a)
    return tail.log() + torch.cosh(a).log() - 0.5 * (math.log(2 * math.pi) + z**2)


def slope_clamped(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Clamps the slope to at least 0.01 before its logarithm: wrong in the tails."""
    a = tail * torch.asinh(x) - skew
    slope = (tail * torch.cosh(a) / torch.sqrt(1 + x**2)).clamp(min=1e-2)
    return slope.log() - 0.5 * (math.log(2 * math.pi) + torch.sinh(a) ** 2)


def base_is_not_standard(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Judges z by N(skew, 1) although the skew has been taken away already."""
    z = torch.sinh(tail * torch.asinh(x) - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(z**2) - torch.log1p(x**2))
    return log_slope - 0.5 * (math.log(2 * math.pi) + (z - skew) ** 2)
