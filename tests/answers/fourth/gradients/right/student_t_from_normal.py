"""Right answers to student_t_from_normal."""

import torch
from torch import Tensor


def as_in_the_formula(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """t in the words of the docstring, then moved and stretched."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * t


def normal_with_a_random_spread(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """A normal whose standard deviation is scale over the root of the mean square."""
    mean_square = chi_square / df
    std = scale * mean_square.rsqrt()
    return noise * std + loc


def product_of_powers(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Powers 1/2 and -1/2 of df and of the chi-square."""
    return loc + scale * noise * df**0.5 * chi_square**-0.5


def gamma_of_half_the_degrees(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Half the chi-square and half the degrees; the root of their ratio by exp and log."""
    log_ratio = torch.log(chi_square / 2) - torch.log(df / 2)
    return torch.exp(-0.5 * log_ratio).mul(noise).mul(scale).add(loc)
