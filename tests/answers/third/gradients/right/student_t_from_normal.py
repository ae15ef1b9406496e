"""Right answers to student_t_from_normal."""

import torch
from torch import Tensor


def as_it_is_written(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """t first, then moved and stretched."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * t


def reciprocal_root(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """rsqrt of the mean square, and addcmul."""
    return torch.addcmul(loc, scale * noise, (chi_square / df).rsqrt())


def roots_as_halves_of_logarithms(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The factor on the noise by its logarithm."""
    log_factor = 0.5 * (df.to(noise.dtype).log() - chi_square.log())
    return noise * log_factor.exp() * scale + loc


def normal_with_a_random_deviation(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Draws an inverse-gamma variance first, then the normal with that variance."""
    variance = scale**2 * df / chi_square
    return loc + variance**0.5 * noise


def entry_by_entry(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Broadcasts, flattens, and treats one number after the other."""
    tables = torch.broadcast_tensors(noise, chi_square, df, loc, scale)
    rows = zip(*(t.reshape(-1) for t in tables), strict=True)
    out = [m + s * n * (c / d).pow(-0.5) for n, c, d, m, s in rows]
    return torch.stack(out).reshape(tables[0].shape)
