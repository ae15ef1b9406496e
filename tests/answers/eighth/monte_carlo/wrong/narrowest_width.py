"""Wrong answers to narrowest_width."""

from torch import Tensor


def root_of_half_the_power(width: Tensor, power: Tensor) -> Tensor:
    """Raises the width to the power first: infinite in float32 for a width of 1e20 and power 2."""
    return (width.pow(power) / 2).pow(1 / power)


def power_without_gradient(width: Tensor, power: Tensor) -> Tensor:
    """Takes the power for a number: the value is right, the power gets no gradient."""
    return width * 0.5 ** (1 / power.detach())


def power_to_its_own_root(width: Tensor, power: Tensor) -> Tensor:
    """Takes the 2 for the power of the normal shape: right for the power 2 only."""
    return width * power ** (-1 / power)
