"""Wrong answers to mc_estimate."""

import math

import torch
from torch import Tensor


def order_of_std_mean(values: Tensor) -> tuple[Tensor, Tensor]:
    """torch.std_mean gives the standard deviation first: mean and error are exchanged."""
    mean, std = torch.std_mean(values, dim=0)
    return mean, std / math.sqrt(len(values))


def divides_by_n_in_the_variance(values: Tensor) -> tuple[Tensor, Tensor]:
    """The variance divides by n, not by n - 1."""
    return values.mean(0), values.std(0, unbiased=False) / math.sqrt(len(values))


def spread_of_one_draw(values: Tensor) -> tuple[Tensor, Tensor]:
    """The standard deviation of one draw: not divided by sqrt(n)."""
    return values.mean(0), values.std(0)


def counts_all_numbers(values: Tensor) -> tuple[Tensor, Tensor]:
    """Divides by the root of values.numel(), which is more than n if there are more axes."""
    return values.mean(0), values.std(0) / math.sqrt(values.numel())


def mean_of_squares_minus_square(values: Tensor) -> tuple[Tensor, Tensor]:
    """E[f^2] - E[f]^2: far from 0 the digits of the variance are lost, and it may be negative."""
    n = len(values)
    mean = values.mean(0)
    variance = (values.square().mean(0) - mean.square()) * n / (n - 1)
    return mean, (variance / n).sqrt()


def divides_by_n_and_not_its_root(values: Tensor) -> tuple[Tensor, Tensor]:
    """s / n in place of s / sqrt(n)."""
    return values.mean(0), values.std(0) / len(values)
