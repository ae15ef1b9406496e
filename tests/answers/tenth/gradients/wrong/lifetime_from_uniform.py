"""Wrong answers to lifetime_from_uniform."""

import torch
from torch import Tensor


def uniform_taken_for_the_survival(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Solves P(T > t) = u: the right distribution, but each t belongs to 1 - u."""
    spent = -torch.log(u)
    return 2 * spent / (rate + (rate.square() + 2 * wear * spent).sqrt())


def wear_kept_off_zero(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Divides by wear, clamped at 1e-4: near 0 its gradient is 0 and float32 loses digits."""
    spent = -torch.log1p(-u)
    wear = wear.clamp_min(1e-4)
    return ((rate.square() + 2 * wear * spent).sqrt() - rate) / wear


def logarithm_of_a_rounded_difference(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """log(1 - u) in place of log1p(-u): for tiny u in float32 the time is rounded, or 0."""
    spent = -torch.log(1 - u)
    return 2 * spent / (rate + (rate.square() + 2 * wear * spent).sqrt())
