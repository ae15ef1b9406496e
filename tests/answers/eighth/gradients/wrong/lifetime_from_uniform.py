"""Wrong answers to lifetime_from_uniform."""

import torch
from torch import Tensor


def wear_kept_off_zero(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Clamps wear to 1e-8: right in value, but the gradient in a wear of 0 is 0."""
    exposure = -torch.log1p(-u)
    return 2 * exposure / (rate + (rate.square() + 2 * wear.clamp_min(1e-8) * exposure).sqrt())


def logarithm_of_one_minus_u(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Subtracts u from 1 first, so that a tiny u (1e-9 in float32) gives the time 0."""
    exposure = -torch.log(1 - u)
    return 2 * exposure / (rate + (rate.square() + 2 * wear * exposure).sqrt())


def chance_to_last(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """Solves P(T > t) = u: the same distribution, but not the t with P(T <= t) = u."""
    exposure = -torch.log(u)
    return 2 * exposure / (rate + (rate.square() + 2 * wear * exposure).sqrt())
