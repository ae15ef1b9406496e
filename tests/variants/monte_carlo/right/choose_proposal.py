"""Other right ways of writing ``choose_proposal``."""

import torch
from torch.distributions import Cauchy, Exponential, HalfNormal, Laplace, Normal, StudentT


def normal_around_the_threshold(threshold):
    return Normal(0.0, 1.0)


def normal_a_little_inside(threshold):
    return Normal(torch.tensor(1.0 / threshold), torch.tensor(0.8))


def heavy_tails_of_the_right_width(threshold):
    return StudentT(3.0, 0.0, 1 / threshold)


def half_a_normal(threshold):
    return HalfNormal(torch.ones((), dtype=torch.float64))


def laplace(threshold):
    t = torch.as_tensor(threshold, dtype=torch.float64)
    return Laplace(0 * t, 1 / t)


def cauchy(threshold):
    return Cauchy(0.0, 1.0)


def the_slope_in_the_middle_of_the_tail(threshold):
    return Exponential(threshold + 1 / threshold)
