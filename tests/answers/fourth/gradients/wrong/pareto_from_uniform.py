"""Wrong answers to pareto_from_uniform."""

import torch
from torch import Tensor


def power_of_u(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Takes u for the chance to be above x: x falls as u rises."""
    return scale * u ** (-1 / alpha)


def power_alpha(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponent is -alpha, not -1 / alpha."""
    return scale * (1 - u) ** (-alpha)


def starts_at_zero(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Subtracts 1 from the power: values start at 0, not at scale."""
    return scale * ((1 - u) ** (-1 / alpha) - 1)


def exponent_of_the_density(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Uses alpha + 1, the exponent of the density, for that of the tail."""
    return scale * (1 - u) ** (-1 / (alpha + 1))


def scale_inside_the_power(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale stands inside the power 1 / alpha."""
    return (scale / (1 - u)) ** (1 / alpha)


def added_to_the_scale(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Adds scale to the exponential variable: exp is missing."""
    return scale - torch.log1p(-u) / alpha
