"""Right answers to better_dart."""

from torch import Tensor


def heights_above_both_coordinates(u: Tensor) -> Tensor:
    """Averages the heights of the quarter circle above the first and the second coordinate."""
    heights = ((1 - u) * (1 + u)).sqrt()
    return 2 * heights.sum(-1)


def slope_of_the_arctangent(u: Tensor) -> Tensor:
    """Integrates 4 / (1 + x^2), whose integral from 0 to 1 is pi, at the second and mirrored."""
    return sum(2 / (1 + x * x) for x in (u[:, 1], 1 - u[:, 1]))
