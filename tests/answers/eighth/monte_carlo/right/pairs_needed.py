"""Right answers to pairs_needed."""

import torch
from torch import Tensor


def spread_of_the_sums(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Takes the sample variance of the sums of the pairs: its four cancels that of two errors."""
    first, second = pilot.unbind(1)
    sums = first + second
    left = sums - sums.mean(0, keepdim=True)
    return torch.einsum("m...,m...->...", left, left) / (len(pilot) - 1) / half_width**2


def variance_pair_by_pair(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Updates mean and squares of the pairs' averages with each new pair, after Welford."""
    middle, squares = pilot[0].mean(0), torch.zeros_like(pilot[0, 0])
    for count in range(2, len(pilot) + 1):
        average = torch.lerp(pilot[count - 1, 0], pilot[count - 1, 1], 0.5)
        step = average - middle
        middle = middle + step / count
        squares = squares + step * step * (count - 1) / count
    return squares / (len(pilot) - 1) * (2 / half_width).square()
