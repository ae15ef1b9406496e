"""Wrong answers to cauchy_from_uniform."""

import math

import torch
from torch import Tensor


def without_pi(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The factor pi is missing inside of the tangent."""
    return loc + scale * torch.tan(u - 0.5)


def not_shifted(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """1/2 is not subtracted: tan(pi u) is Cauchy too, but P(X <= x) is not u."""
    return loc + scale * torch.tan(math.pi * u)


def arctangent(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The arctangent is applied, not its inverse."""
    return loc + scale * torch.atan(math.pi * (u - 0.5))


def cotangent(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Sine and cosine are exchanged: this is the cotangent."""
    angle = math.pi * (u - 0.5)
    return loc + scale * angle.cos() / angle.sin()


def two_pi(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The angle runs over 2 pi, twice the range of the arctangent."""
    return loc + scale * torch.tan(2 * math.pi * (u - 0.5))


def scale_inside(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The scale stretches the angle, not the tangent."""
    return loc + torch.tan(scale * math.pi * (u - 0.5))


def rough_pi(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """pi is rounded to 3.14, which moves the tails by a lot."""
    return loc + scale * torch.tan(3.14 * (u - 0.5))


def clamped_at_a_hundred(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The tangent is clamped to [-100, 100]: the heavy tails are gone."""
    return loc + scale * torch.tan(math.pi * (u - 0.5)).clamp(-100, 100)


def half_the_scale(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The scale is halved, as if it were the distance between the quartiles and not half of it."""
    return loc + 0.5 * scale * torch.tan(math.pi * (u - 0.5))


def upper_tail(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """This solves P(X > x) = u."""
    return loc + scale * torch.tan(math.pi * (0.5 - u))
