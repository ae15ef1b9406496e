"""Right answers to student_t_from_normal."""

import torch
from torch import Tensor


def as_in_the_docstring(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The formula as it stands."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * t


def root_of_the_quotient(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """noise times the root of df / chi_square, by addcmul."""
    return torch.addcmul(loc, scale, noise * (df / chi_square).sqrt())


def by_logarithms(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The factor by logarithms, in double precision."""
    log_factor = 0.5 * (df.double().log() - chi_square.double().log())
    return (loc.double() + scale.double() * noise.double() * log_factor.exp()).to(noise.dtype)


def reciprocal_root(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """torch.rsqrt of the mean square."""
    mean_square = chi_square.div(df)
    return noise.mul(mean_square.rsqrt()).mul(scale).add(loc)


def precision_of_a_normal(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """A normal whose variance is scale^2 df / chi_square, with its own names and powers."""
    precision = chi_square / (df * scale**2)
    deviation = precision ** (-0.5)
    return deviation * noise + loc
