"""Right answers to mc_estimate."""

import math

import torch
from torch import Tensor


def std_mean_of_torch(values: Tensor) -> tuple[Tensor, Tensor]:
    """torch.std_mean gives both at once, the standard deviation first."""
    std, mean = torch.std_mean(values, dim=0)
    return mean, std / math.sqrt(values.shape[0])


def n_minus_one_under_the_root(values: Tensor) -> tuple[Tensor, Tensor]:
    """The standard deviation that divides by n, over sqrt(n - 1): the same number."""
    n = values.size(0)
    return values.mean(dim=0), torch.std(values, dim=0, correction=0) / (n - 1) ** 0.5


def length_of_the_deviations(values: Tensor) -> tuple[Tensor, Tensor]:
    """The norm of the deviations from the mean, over the root of n (n - 1)."""
    n = len(values)
    mean = values.sum(0) / n
    length = torch.linalg.vector_norm(values - mean, dim=0)
    return mean, length / math.sqrt(n * (n - 1))


def running_mean_and_squares(values: Tensor) -> tuple[Tensor, Tensor]:
    """Welford's loop: updates the mean and the sum of squares draw by draw."""
    mean = torch.zeros_like(values[0])
    squares = torch.zeros_like(values[0])
    for i, value in enumerate(values, start=1):
        delta = value - mean
        mean = mean + delta / i
        squares = squares + delta * (value - mean)
    n = values.shape[0]
    return mean, torch.sqrt(squares / (n - 1) / n)
