"""Right answers to choose_proposal."""

import math

from torch.distributions import Distribution, Exponential, HalfCauchy


def exponential_of_the_best_rate(threshold: float) -> Distribution:
    """Takes the rate (t + sqrt(t^2 + 4)) / 2, which keeps the largest weight smallest."""
    return Exponential((threshold + math.sqrt(threshold * threshold + 4)) / 2)


def half_cauchy_of_the_decay_length(threshold: float) -> Distribution:
    """Takes a tail that never falls too fast, as wide as the way on which p f falls by e."""
    return HalfCauchy(1 / threshold)
