"""Wrong answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def maxwell_without_a_sign(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """m is always positive: the Maxwell variable has no random sign."""
    with torch.no_grad():
        r = torch.randn_like(loc.expand(num_samples, 2)).norm(dim=-1)
        m = torch.randn_like(loc.expand(num_samples, 3)).norm(dim=-1)
        right, left = f(loc + scale * r), f(loc - scale * r)
        wide, narrow = f(loc + scale * m), f(loc + scale * m * torch.rand_like(m))
        first = (right - left) / (scale * math.sqrt(2 * math.pi))
        return torch.stack([first, (wide - narrow) / scale], -1)


def normal_of_its_own(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The inner branch is a normal drawn for itself, not m u: right on average, but noisier."""
    with torch.no_grad():
        r = torch.randn_like(loc.expand(num_samples, 2)).norm(dim=-1)
        normals = torch.randn_like(loc.expand(num_samples, 3))
        m = normals.norm(dim=-1) * normals[:, 0].sign()
        right, left = f(loc + scale * r), f(loc - scale * r)
        wide, narrow = f(loc + scale * m), f(loc + scale * torch.randn_like(m))
        first = (right - left) / (scale * math.sqrt(2 * math.pi))
        return torch.stack([first, (wide - narrow) / scale], -1)


def one_uniform_for_all_rows(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One u for all rows: they are not independent."""
    with torch.no_grad():
        r = torch.randn_like(loc.expand(num_samples, 2)).norm(dim=-1)
        normals = torch.randn_like(loc.expand(num_samples, 3))
        m = normals.norm(dim=-1) * normals[:, 0].sign()
        right, left = f(loc + scale * r), f(loc - scale * r)
        wide, narrow = f(loc + scale * m), f(loc + scale * m * torch.rand_like(loc))
        first = (right - left) / (scale * math.sqrt(2 * math.pi))
        return torch.stack([first, (wide - narrow) / scale], -1)


def half_normal_for_rayleigh(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r is the absolute value of one normal, not the length of two."""
    with torch.no_grad():
        r = torch.randn_like(loc.expand(num_samples)).abs()
        normals = torch.randn_like(loc.expand(num_samples, 3))
        m = normals.norm(dim=-1) * normals[:, 0].sign()
        right, left = f(loc + scale * r), f(loc - scale * r)
        wide, narrow = f(loc + scale * m), f(loc + scale * m * torch.rand_like(m))
        first = (right - left) / (scale * math.sqrt(2 * math.pi))
        return torch.stack([first, (wide - narrow) / scale], -1)


def two_rayleigh_variables(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The left and the right branch have each an r of their own."""
    with torch.no_grad():
        r, s = torch.randn_like(loc.expand(2, num_samples, 2)).norm(dim=-1)
        normals = torch.randn_like(loc.expand(num_samples, 3))
        m = normals.norm(dim=-1) * normals[:, 0].sign()
        right, left = f(loc + scale * r), f(loc - scale * s)
        wide, narrow = f(loc + scale * m), f(loc + scale * m * torch.rand_like(m))
        first = (right - left) / (scale * math.sqrt(2 * math.pi))
        return torch.stack([first, (wide - narrow) / scale], -1)


def second_column_not_divided(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The difference for the derivative in scale is not divided by scale."""
    with torch.no_grad():
        r = torch.randn_like(loc.expand(num_samples, 2)).norm(dim=-1)
        normals = torch.randn_like(loc.expand(num_samples, 3))
        m = normals.norm(dim=-1) * normals[:, 0].sign()
        right, left = f(loc + scale * r), f(loc - scale * r)
        wide, narrow = f(loc + scale * m), f(loc + scale * m * torch.rand_like(m))
        return torch.stack([(right - left) / (scale * math.sqrt(2 * math.pi)), wide - narrow], -1)
