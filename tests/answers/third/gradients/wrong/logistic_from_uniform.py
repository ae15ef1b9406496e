"""Wrong answers to logistic_from_uniform."""

import math

import torch
from torch import Tensor


def odds_upside_down(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log((1 - u) / u): the law is right by symmetry, but x falls with u."""
    return loc + scale * torch.log((1 - u) / u)


def standard_deviation_for_scale(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Multiplies by sqrt(3) / pi, as if scale were the standard deviation."""
    return loc + scale * math.sqrt(3) / math.pi * torch.logit(u)


def logit_with_an_epsilon(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.logit with eps = 1e-4 clamps u: the tails are cut off at nine scales."""
    return loc + scale * torch.logit(u, eps=1e-4)


def loc_is_stretched_too(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Multiplies loc with scale as well."""
    return (loc + torch.logit(u)) * scale


def divides_by_the_scale(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Divides by scale: right only for scale 1."""
    return loc + torch.logit(u) / scale


def quotient_of_logarithms(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log u over log(1 - u), where their difference is meant."""
    return loc + scale * (u.log() / torch.log1p(-u))


def loc_as_a_constant(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """loc.data has no gradient."""
    return loc.data + scale * torch.logit(u)


def a_little_added_in_the_logarithms(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Adds 1e-5 in both logarithms: wrong for u near 0 or 1."""
    return loc + scale * (torch.log(u + 1e-5) - torch.log(1 - u + 1e-5))


def normal_in_disguise(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The well-known approximation by 1.702 normal deviates: close, but with thin tails."""
    return loc + 1.702 * scale * torch.special.ndtri(u)


def always_single_precision(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Returns float32 also for a float64 u."""
    return (loc + scale * torch.logit(u)).float()


def logit_in_place(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Overwrites the caller's u with its logit."""
    return loc + scale * u.logit_()
