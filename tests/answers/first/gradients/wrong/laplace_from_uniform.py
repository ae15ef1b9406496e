"""Wrong answers to laplace_from_uniform."""

import math

import torch
from torch import Tensor


def mirrored(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sign is the wrong way round: this x has P(X > x) = u."""
    v = u - 0.5
    return loc + scale * v.sign() * torch.log1p(-2 * v.abs())


def missing_two(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The logarithm lacks the factor 2: it has to be log(1 - 2 |u - 1/2|)."""
    v = u - 0.5
    return loc - scale * v.sign() * torch.log1p(-v.abs())


def left_half_everywhere(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The formula of the left half is used for all u; above 1/2 it is wrong."""
    return loc + scale * torch.log(2 * u)


def scale_as_standard_deviation(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The scale is taken for the standard deviation and divided by sqrt(2)."""
    v = u - 0.5
    return loc - scale / math.sqrt(2) * v.sign() * torch.log1p(-2 * v.abs())


def no_sign(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sign is missing: all draws are on the right of loc."""
    return loc - scale * torch.log1p(-2 * (u - 0.5).abs())


def random_sign(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The side is drawn at random in place of read from u, so P(X <= x) = u does not hold."""
    side = torch.randint(0, 2, u.shape, device=u.device).to(u.dtype) * 2 - 1
    return loc - scale * side * torch.log1p(-2 * (u - 0.5).abs())


def tails_clamped(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """u is clamped to [0.001, 0.999], which cuts the tails off."""
    v = u.clamp(1e-3, 1 - 1e-3) - 0.5
    return loc - scale * v.sign() * torch.log1p(-2 * v.abs())


def scale_multiplies_loc(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The scale stretches loc as well."""
    v = u - 0.5
    return scale * (loc - v.sign() * torch.log1p(-2 * v.abs()))


def constant_noise(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The noise is detached, so no gradient reaches u."""
    v = u.detach() - 0.5
    return loc - scale * v.sign() * torch.log1p(-2 * v.abs())


def divided_by_scale(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The noise is divided by the scale, as if it were a rate."""
    v = u - 0.5
    return loc - v.sign() * torch.log1p(-2 * v.abs()) / scale
