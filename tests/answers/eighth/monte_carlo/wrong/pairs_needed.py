"""Wrong answers to pairs_needed."""

from torch import Tensor


def covariance_over_m(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Divides the variances by m - 1 but the covariance within pairs by m: off for few pairs."""
    left = pilot - pilot.mean(0)
    covariance = (left[:, 0] * left[:, 1]).mean(0)
    return (pilot.var(0).sum(0) + 2 * covariance) / half_width.square()


def second_spread_like_the_first(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Takes the variance of the first values for both: wrong where the second spread otherwise."""
    left = pilot - pilot.mean(0)
    m = pilot.shape[0]
    covariance = (left[:, 0] * left[:, 1]).sum(0) / (m - 1)
    return 2 * (pilot[:, 0].var(0) + covariance) / half_width.square()


def average_over_the_last_axis(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Averages over the last axis, which holds the pairs only if there are no further ones."""
    return 4 * pilot.mean(-1).var(0) / half_width.square()
