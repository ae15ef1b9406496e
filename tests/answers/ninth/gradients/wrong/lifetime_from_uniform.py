"""Wrong answers to lifetime_from_uniform."""

import torch
from torch import Tensor


def survival_in_place_of_failure(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Sets P(T > t) = u, which has the same distribution but runs from late to early."""
    exponent = -torch.log(u)
    return 2 * exponent / (rate + torch.sqrt(rate.square() + 2 * wear * exponent))


def logarithm_of_a_rounded_difference(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Rounds 1 - u before the logarithm, so a tiny u gives the time 0 or one of few digits."""
    exponent = -torch.log(1 - u)
    return 2 * exponent / (rate + torch.sqrt(rate.square() + 2 * wear * exponent))


def wear_never_below_a_hundredth(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Divides by wear and lifts it to 0.01 first, so parts without wear fail too soon."""
    wear = wear.clamp_min(0.01)
    exponent = -torch.log1p(-u)
    return (torch.sqrt(rate.square() + 2 * wear * exponent) - rate) / wear
