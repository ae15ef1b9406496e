"""Wrong answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def draw(loc: Tensor, n: int) -> tuple[Tensor, Tensor, Tensor]:
    normals = torch.randn(n, 5, dtype=loc.dtype, device=loc.device)
    m = normals[:, 2:].norm(dim=1) * normals[:, 2].sign()
    return normals[:, :2].norm(dim=1), m, torch.rand_like(m)


def branches(f, loc, scale, right, left, wide, narrow) -> Tensor:
    in_loc = (f(loc + scale * right) - f(loc - scale * left)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([in_loc, (f(loc + scale * wide) - f(loc + scale * narrow)) / scale], 1)


@torch.no_grad()
def each_side_its_own_r(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The two branches of the derivative in loc have independent r: right mean, more variance."""
    r, m, u = draw(loc, num_samples)
    other = torch.randn(num_samples, 2, dtype=loc.dtype, device=loc.device).norm(dim=1)
    return branches(f, loc, scale, r, other, m, m * u)


@torch.no_grad()
def constant_without_the_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The derivative in loc is divided by sqrt(2 pi) alone, not by scale: right for scale 1."""
    r, m, u = draw(loc, num_samples)
    found = branches(f, loc, scale, r, r, m, m * u)
    return torch.stack([found[:, 0] * scale, found[:, 1]], 1)


@torch.no_grad()
def one_sided_maxwell(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """m is always positive: right only for an f that is even around loc."""
    r, m, u = draw(loc, num_samples)
    return branches(f, loc, scale, r, r, m.abs(), m.abs() * u)


@torch.no_grad()
def rayleigh_with_a_sign_for_maxwell(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """m is the length of two normals with a sign, not of three: m u is not normal."""
    r, _, u = draw(loc, num_samples)
    normals = torch.randn(num_samples, 2, dtype=loc.dtype, device=loc.device)
    m = normals.norm(dim=1) * normals[:, 0].sign()
    return branches(f, loc, scale, r, r, m, m * u)


@torch.no_grad()
def fresh_normal_for_the_narrow_branch(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The narrow branch is a normal of its own, not m u: right mean, but the branches uncouple."""
    r, m, _ = draw(loc, num_samples)
    return branches(f, loc, scale, r, r, m, torch.randn_like(m))


@torch.no_grad()
def narrow_branch_on_either_side(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """u is uniform on (-1, 1): m u is normal all the same, but often on the other side of loc."""
    r, m, u = draw(loc, num_samples)
    return branches(f, loc, scale, r, r, m, m * (2 * u - 1))


@torch.no_grad()
def one_uniform_for_all_rows(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """All rows share one u."""
    r, m, u = draw(loc, num_samples)
    return branches(f, loc, scale, r, r, m, m * u[0])


@torch.no_grad()
def one_coin_for_all_signs(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The sign of m is drawn once: in one call all rows lie on the same side."""
    r, m, u = draw(loc, num_samples)
    m = m.abs() * m[0].sign()
    return branches(f, loc, scale, r, r, m, m * u)


@torch.no_grad()
def rayleigh_without_its_two(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r = sqrt(-log(1 - u)): the 2 under the root is missing."""
    _, m, u = draw(loc, num_samples)
    r = torch.sqrt(-torch.log1p(-torch.rand_like(m)))
    return branches(f, loc, scale, r, r, m, m * u)


@torch.no_grad()
def gaussian_constant_counted_twice(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Divides the derivative in scale by sqrt(2 pi) too."""
    r, m, u = draw(loc, num_samples)
    found = branches(f, loc, scale, r, r, m, m * u)
    return found / torch.tensor([1.0, math.sqrt(2 * math.pi)], dtype=loc.dtype, device=loc.device)


@torch.no_grad()
def half_normal_for_rayleigh(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r is the absolute value of a normal, with the density of a half normal."""
    _, m, u = draw(loc, num_samples)
    r = torch.randn_like(m).abs()
    return branches(f, loc, scale, r, r, m, m * u)
