"""Wrong answers to pairs_needed."""

from torch import Tensor


def values_taken_for_independent(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Leaves the covariance of a pair out, as if its two values were independent."""
    variance = pilot.var(0).mean(0) / 2
    return 4 * variance / half_width**2


def divided_by_all_pairs(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Divides the squares by m and not by m - 1: half of what is needed for two pairs."""
    averages = pilot.mean(1)
    return 4 * averages.var(0, correction=0) / half_width**2


def spread_inside_of_the_pairs(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Takes the variance within each pair, not that between the averages of pairs."""
    variance = pilot.var(1).mean(0)
    return 4 * variance / half_width**2
