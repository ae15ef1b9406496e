"""Wrong answers to pareto_from_uniform."""

import torch
from torch import Tensor


def u_for_one_minus_u(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """u in place of 1 - u: the distribution is right, but P(X > x) = u."""
    return scale * u ** (-1 / alpha)


def alpha_not_inverted(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponent is -alpha, not -1 / alpha."""
    return scale * (1 - u) ** (-alpha)


def exponent_positive(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The minus of the exponent is missing: the draws are below the scale."""
    return scale * (1 - u) ** (1 / alpha)


def starts_at_zero(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The scale is subtracted: this is the Lomax variable, which starts at 0."""
    return scale * ((1 - u) ** (-1 / alpha) - 1)


def scale_in_the_power(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The scale is inside of the power."""
    return (scale / (1 - u)) ** (1 / alpha)


def exponent_of_the_density(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponent comes from the density, alpha + 1, not from the tail."""
    return scale * (1 - u) ** (-1 / (alpha + 1))


def exponential_tail(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The logarithm is not exponentiated: an exponential tail from scale on, not a power."""
    return scale * (1 - torch.log1p(-u) / alpha)


def scale_added(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The scale is added, not multiplied."""
    return scale + (1 - u) ** (-1 / alpha) - 1


def alpha_as_a_number(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """alpha is detached, so the gradient in it is lost."""
    return scale * torch.exp(-torch.log1p(-u) / alpha.detach())


def tail_cut(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Draws are cut at ten times the scale: the heavy tail is gone."""
    x = scale * (1 - u) ** (-1 / alpha)
    return torch.minimum(x, 10 * scale)
