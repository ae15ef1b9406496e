"""Wrong ways of writing ``choose_proposal``; a docstring is what its message says."""

import torch
from torch.distributions import (
    Categorical,
    Exponential,
    Gamma,
    LogNormal,
    MixtureSameFamily,
    Normal,
    Poisson,
    StudentT,
    Uniform,
)


def the_target_itself(threshold):
    """0.023 of the draws are above the threshold"""
    return Normal(-threshold, 1.0)


def draws_of_x(threshold):
    """x is the threshold plus the draw"""
    return Normal(threshold, 1.0)


def as_narrow_as_the_tail(threshold):
    """the variance is infinite: p(x)²/q(x) grows without bound far above"""
    return Normal(0.0, 1 / threshold)


def just_too_narrow(threshold):
    """the variance is infinite: p(x)²/q(x) grows without bound far above"""
    return Normal(0.0, 0.7)


def an_interval(threshold):
    """no draw is ever more than 3 above the threshold"""
    return Uniform(0.0, 3.0)


def an_interval_of_x(threshold):
    """no draw is ever less than 2 above the threshold"""
    return Uniform(threshold, threshold + 5)


def falls_too_fast(threshold):
    """rare draws far above the threshold have huge weights"""
    return Exponential(threshold**2)


def falls_too_slowly(threshold):
    """most draws are too far above the threshold"""
    return Exponential(0.02)


def nothing_near_the_threshold(threshold):
    """too few draws just above the threshold"""
    return LogNormal(0.0, 1.0)


def nearly_nothing_near_the_threshold(threshold):
    """too few draws just above the threshold"""
    return Gamma(2.0, threshold)


def a_spike(threshold):
    """there are too few draws where p is largest above the threshold"""
    return StudentT(3.0, 0.0, 0.001)


def whole_numbers(threshold):
    """it draws whole numbers alone"""
    return Poisson(1.0)


def many_at_once(threshold):
    """it draws (3,) numbers at once"""
    return Normal(torch.zeros(3), torch.ones(3))


def a_mixture(threshold):
    """it should be one of the distributions that are named"""
    two = Normal(torch.zeros(2), torch.tensor([1.0, 2.0]))
    return MixtureSameFamily(Categorical(torch.ones(2)), two)


def nothing(threshold):
    """nothing is returned"""
    Exponential(threshold)
