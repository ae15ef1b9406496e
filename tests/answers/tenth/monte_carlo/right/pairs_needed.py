"""Right answers to pairs_needed."""

from torch import Tensor


def variance_of_the_averages(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Takes torch's variance of the pairs' averages, and solves for their number."""
    averages = pilot.mean(dim=1)
    return averages.var(dim=0) * (2 / half_width) ** 2


def variances_and_covariance(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Adds up both variances and twice the covariance of the two values of a pair."""
    m = len(pilot)
    first, second = (pilot - pilot.mean(0)).unbind(1)
    sums = (first**2).sum(0) + (second**2).sum(0) + 2 * (first * second).sum(0)
    return sums / (m - 1) / half_width.square()
