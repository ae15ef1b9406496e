"""Right answers to logistic_from_uniform."""

import math

import torch
from torch import Tensor


def library_logit(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.logit."""
    return loc + scale * torch.logit(u)


def difference_of_logs(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log u minus log1p(-u)."""
    return loc + scale * (u.log() - torch.log1p(-u))


def log_of_the_odds(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The logarithm of the quotient u / (1 - u), in double precision, cast back."""
    odds = u.double() / (1 - u.double())
    return torch.addcmul(loc, scale, torch.log(odds).to(u.dtype))


def expm1_of_minus_log(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """1 / u - 1 by expm1(-log u), base-2 logarithms."""
    inverse_odds = torch.expm1(-torch.log(u))
    return loc - scale * math.log(2) * inverse_odds.log2()


def difference_of_surprises(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """-log(1 - u) minus -log u, each from a function of torch.special."""
    first = -torch.special.log1p(-u)
    second = torch.special.entr(u) / u
    return loc + (first - second) * scale
