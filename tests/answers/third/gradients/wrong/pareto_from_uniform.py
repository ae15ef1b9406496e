"""Wrong answers to pareto_from_uniform."""

import torch
from torch import Tensor


def u_for_one_minus_u(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """u^(-1/alpha): the law is right, but P(X > x) is u, not P(X <= x)."""
    return scale * u ** (-1 / alpha)


def power_not_inverted(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponent is -alpha, not -1/alpha: right only for alpha 1."""
    return scale * (1 - u) ** (-alpha)


def below_the_smallest_value(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponent has lost its minus: x is below scale."""
    return scale * (1 - u) ** (1 / alpha)


def starts_at_zero(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Subtracts 1: the Lomax variable, which starts at zero."""
    return scale * ((1 - u) ** (-1 / alpha) - 1)


def scale_as_a_shift(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale is added, not multiplied: right only for scale 1."""
    return scale + (1 - u) ** (-1 / alpha) - 1


def exponent_without_a_gradient(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """alpha is detached: its gradient is missing."""
    return scale * torch.exp(-torch.log1p(-u) / alpha.detach())


def parameters_exchanged(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale and alpha have changed places."""
    return alpha * (1 - u) ** (-1 / scale)


def finite_mean_enforced(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """alpha is kept at 1 or more, so that a mean exists: wrong for heavier tails."""
    return scale * (1 - u) ** (-1 / alpha.clamp(min=1))


def tail_cut_off(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Nothing beyond a hundred times scale."""
    return scale * ((1 - u) ** (-1 / alpha)).clamp(max=100)


def scale_in_the_power(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale^alpha is taken out of the root as it is."""
    return scale**alpha * (1 - u) ** (-1 / alpha)


def whole_numbers_only(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Rounds alpha to a whole number."""
    return scale * (1 - u) ** (-1 / (alpha + (alpha.round() - alpha).detach()))
