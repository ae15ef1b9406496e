"""Other right ways of writing ``narrowest_width``."""

import math

import torch


def a_root(width, power):
    return (width**power / 2) ** (1 / power)


def a_factor(width, power):
    return width * 0.5 ** (1 / power)


def by_logarithms(width, power):
    return torch.exp(width.log() - math.log(2) / power)


def of_a_power_of_two(width, power):
    return torch.exp2(-1 / power) * width


def inverted_twice(width, power):
    rate = 2 / width**power  # f^2 falls as exp(-rate |x|^power)
    return 1 / rate ** (1 / power)
