"""Answers to mc_estimate, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def population_std(values: Tensor) -> tuple[Tensor, Tensor]:
    """The variance divides by n here, not by n - 1."""
    return values.mean(0), values.std(0, correction=0) / math.sqrt(len(values))


def corrects_twice(values: Tensor) -> tuple[Tensor, Tensor]:
    """The n - 1 is used twice: in the sample variance and again in the root in place of n."""
    return values.mean(0), values.std(0) / math.sqrt(len(values) - 1)


def one_std_for_all_columns(values: Tensor) -> tuple[Tensor, Tensor]:
    """The standard deviation is over all the numbers, not over the draws of each column."""
    mean = values.mean(0)
    return mean, (values.std() / math.sqrt(len(values))).expand_as(mean)


def counts_all_numbers(values: Tensor) -> tuple[Tensor, Tensor]:
    """n is taken as the count of all numbers; for several columns the error is too small."""
    return values.mean(0), values.std(0) / math.sqrt(values.numel())


def squares_minus_square(values: Tensor) -> tuple[Tensor, Tensor]:
    """The mean of squares minus the square of the mean loses all digits where the mean is far from 0."""
    n = len(values)
    mean = values.mean(0)
    var = (values.square().mean(0) - mean.square()).clamp_min(0) * n / (n - 1)
    return mean, (var / n).sqrt()


def error_without_gradient(values: Tensor) -> tuple[Tensor, Tensor]:
    """The standard error is detached: no gradient flows back through it."""
    with torch.no_grad():
        error = values.std(0) / math.sqrt(len(values))
    return values.mean(0), error


def two_standard_errors(values: Tensor) -> tuple[Tensor, Tensor]:
    """This is the length of the bar in the plots, two standard errors, not one."""
    return values.mean(0), 2 * values.std(0) / math.sqrt(len(values))


def mean_absolute_deviation(values: Tensor) -> tuple[Tensor, Tensor]:
    """The mean absolute deviation, scaled for the normal, is not the sample standard deviation."""
    mean = values.mean(0)
    spread = (values - mean).abs().mean(0) * math.sqrt(math.pi / 2)
    return mean, spread / math.sqrt(len(values))
