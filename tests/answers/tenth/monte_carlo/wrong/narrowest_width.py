"""Wrong answers to narrowest_width."""

import math

from torch import Tensor


def bound_of_the_normal(width: Tensor, power: Tensor) -> Tensor:
    """Divides by the root of 2 whatever the power is, which is right for 2 alone."""
    return width / math.sqrt(2) + 0 * power


def exponent_upside_down(width: Tensor, power: Tensor) -> Tensor:
    """Divides by 2 to the power itself and not to one over it: right for the power 1."""
    return width * 0.5**power


def powers_that_overflow(width: Tensor, power: Tensor) -> Tensor:
    """Takes the power of the width first, which overflows or is 0 for a high power."""
    return (width**power / 2) ** (1 / power)
