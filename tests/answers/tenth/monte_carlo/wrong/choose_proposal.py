"""Wrong answers to choose_proposal."""

import math

import torch
from torch.distributions import Distribution, Normal


def rate_and_mean_mixed_up(threshold: float) -> Distribution:
    """Gives the mean 1 / threshold as the rate: too wide for the higher thresholds."""
    return torch.distributions.Exponential(1 / threshold)


def position_instead_of_distance(threshold: float) -> Distribution:
    """Centres the draws at the threshold, as if they were x: they lie near its double."""
    return Normal(float(threshold), 1.0)


def nothing_near_the_threshold(threshold: float) -> Distribution:
    """Takes a LogNormal, which has no density at 0, where p f is largest: infinite variance."""
    return torch.distributions.LogNormal(-math.log(threshold), 0.5)
