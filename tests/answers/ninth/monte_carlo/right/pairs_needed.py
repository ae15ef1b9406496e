"""Right answers to pairs_needed."""

import torch
from torch import Tensor


def variance_of_the_pairs_averages(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Averages the pairs, and divides their variance by the squared standard error."""
    averages = 0.5 * (pilot[:, 0] + pilot[:, 1])
    deviations = averages - averages.mean(0)
    squared_error = (deviations**2).sum(0) / (len(pilot) - 1)
    return squared_error / (half_width / 2) ** 2


def two_variances_and_a_covariance(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Adds the variances of both values and twice their covariance, all divided by 4."""
    m = pilot.shape[0]
    apart = pilot - pilot.mean(0, keepdim=True)
    table = torch.einsum("ma...,mb...->ab...", apart, apart) / (m - 1)
    variance = (table[0, 0] + table[1, 1] + 2 * table[0, 1]) / 4
    return 4 * variance / half_width.square()
