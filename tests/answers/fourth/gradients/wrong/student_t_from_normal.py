"""Wrong answers to student_t_from_normal."""

import torch
from torch import Tensor
from torch.distributions import Chi2


def degrees_are_forgotten(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Divides by the root of the chi-square, not of its share chi_square / df."""
    return loc + scale * noise / torch.sqrt(chi_square)


def multiplies_with_the_root(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Multiplies with the root where it should divide."""
    return loc + scale * noise * torch.sqrt(chi_square / df)


def draws_its_own_chi_square(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Draws a chi-square of its own, and ignores the one that is given."""
    drawn = Chi2(df.expand_as(chi_square)).sample()
    return loc + scale * noise / torch.sqrt(drawn / df)


def degrees_minus_one(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Divides the chi-square by df - 1."""
    return loc + scale * noise / torch.sqrt(chi_square / (df - 1))


def root_is_forgotten(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Divides by chi_square / df without the root."""
    return loc + scale * noise / (chi_square / df)


def degrees_outside_the_root(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """df stands outside the root: sqrt(chi_square) / df."""
    return loc + scale * noise / (torch.sqrt(chi_square) / df)
