"""Wrong answers to choose_proposal."""

from torch.distributions import Distribution, Exponential, Normal


def position_in_place_of_distance(threshold: float) -> Distribution:
    """Gives the distribution of x and not of its distance: the threshold counts twice."""
    return Normal(threshold, 1.0)


def mean_taken_for_the_rate(threshold: float) -> Distribution:
    """Gives the mean distance as the rate: too wide, more than 5% of error at high thresholds."""
    return Exponential(1 / threshold)


def rate_of_the_threshold_squared(threshold: float) -> Distribution:
    """Falls with the rate t^2: far too narrow at high thresholds, where weights explode."""
    return Exponential(threshold**2)
