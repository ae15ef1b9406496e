"""Other right ways of writing ``pairs_needed``."""

import torch


def by_the_standard_deviation(pilot, half_width):
    return (2 * pilot.mean(1).std(0) / half_width) ** 2


def by_the_covariance(pilot, half_width):
    first, second = pilot.unbind(1)
    apart = (first - first.mean(0)) * (second - second.mean(0))
    covariance = apart.sum(0) / (len(pilot) - 1)
    return (first.var(0) + second.var(0) + 2 * covariance) / half_width**2


def sums_in_place_of_averages(pilot, half_width):
    return pilot.sum(1).var(0) / half_width**2


def by_hand(pilot, half_width):
    averages = (pilot[:, 0] + pilot[:, 1]) / 2
    squares = (averages - averages.mean(0)).square().sum(0)
    return squares / (len(pilot) - 1) / (half_width / 2) ** 2


def in_two_steps(pilot, half_width):
    wanted = half_width / 2  # one standard error
    return torch.var(torch.mean(pilot, dim=1), dim=0).div(wanted.square())
