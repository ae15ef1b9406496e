"""Wrong answers to student_t_from_normal."""

import torch
from torch import Tensor


def no_square_root(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The root of the denominator is missing."""
    return loc + scale * noise / (chi_square / df)


def not_divided_by_df(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """chi_square is not divided by df: t is too small by sqrt(df)."""
    return loc + scale * noise / torch.sqrt(chi_square)


def df_without_root(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """df is outside of the root: it multiplies without its root."""
    return loc + scale * noise * df / torch.sqrt(chi_square)


def quotient_upside_down(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The noise is multiplied with the root of chi_square / df, not divided by it."""
    return loc + scale * noise * torch.sqrt(chi_square / df)


def one_degree_less(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Divided by df - 1, as in a sample variance; for df = 1 that is a division by 0."""
    return loc + scale * noise / torch.sqrt(chi_square / (df - 1))


def loc_stretched(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The scale multiplies loc too."""
    return scale * (loc + noise / torch.sqrt(chi_square / df))


def unit_variance(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """t is brought to the variance scale^2 by sqrt((df - 2) / df), which nobody asked for (and is nan for df below 2)."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * t * torch.sqrt((df - 2) / df)


def batch_mean_of_chi_square(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The mean of chi_square over the batch is used, so all draws share one denominator."""
    t = noise / torch.sqrt(chi_square.mean() / df)
    return loc + scale * t


def denominator_detached(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The denominator is detached: no gradient reaches chi_square and df."""
    t = noise / torch.sqrt(chi_square / df).detach()
    return loc + scale * t


def normal_for_large_df(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """From 30 degrees on the normal noise is returned as it is."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * torch.where(df >= 30, noise, t)
