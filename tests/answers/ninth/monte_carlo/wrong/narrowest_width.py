"""Wrong answers to narrowest_width."""

from torch import Tensor


def bound_of_the_normal_shape(width: Tensor, power: Tensor) -> Tensor:
    """Divides by the root of 2 whatever the power is: right for the shape of a normal only."""
    return width / 2**0.5 + 0 * power


def half_to_the_power(width: Tensor, power: Tensor) -> Tensor:
    """Takes one half to the power in place of its root: right for the power 1 only."""
    return width * 0.5**power


def power_held_constant(width: Tensor, power: Tensor) -> Tensor:
    """Detaches the power: the bound is right, but the power gets no gradient."""
    return width * 2 ** (-1 / power.detach())
