"""Right answers to mc_estimate."""

import math

import torch
from torch import Tensor


def leave_one_out(values: Tensor) -> tuple[Tensor, Tensor]:
    """The jackknife: the spread of the means without one draw gives the same standard error."""
    n = values.shape[0]
    mean = values.mean(0)
    without_one = (values.sum(0) - values) / (n - 1)
    return mean, torch.sqrt((n - 1) / n * (without_one - mean).square().sum(0))


def biased_and_corrected(values: Tensor) -> tuple[Tensor, Tensor]:
    """The spread that divides by n, over sqrt(n - 1): the product is s / sqrt(n)."""
    spread, mean = torch.std_mean(values, dim=0, correction=0)
    return mean, spread / math.sqrt(len(values) - 1)


def all_differences_of_pairs(values: Tensor) -> tuple[Tensor, Tensor]:
    """s squared is half the mean squared difference of two different draws."""
    n = len(values)
    total = torch.zeros_like(values[0])
    for shift in range(1, n):
        total = total + (values - values.roll(shift, 0)).square().sum(0)
    return torch.einsum("n...->...", values) / n, torch.sqrt(total / (2 * n * (n - 1)) / n)


def draw_after_draw(values: Tensor) -> tuple[Tensor, Tensor]:
    """A running mean and a running sum of squares, as Welford wrote them."""
    mean = torch.zeros_like(values[0])
    squares = torch.zeros_like(values[0])
    for count, value in enumerate(values, 1):
        before = value - mean
        mean = mean + before / count
        squares = squares + before * (value - mean)
    n = values.size(0)
    return mean, (squares / (n - 1) / n) ** 0.5


def length_of_the_centred_vector(values: Tensor) -> tuple[Tensor, Tensor]:
    """The norm of the draws around their mean, over sqrt(n (n - 1))."""
    n = len(values)
    mean = values.sum(0) / n
    return mean, torch.linalg.vector_norm(values - mean, dim=0) / math.sqrt(n * (n - 1))
