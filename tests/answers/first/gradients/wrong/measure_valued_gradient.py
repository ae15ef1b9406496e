"""Wrong answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def two_pi_without_root(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The constant of the loc column is 1 / (2 pi scale): the square root is forgotten."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1) * torch.randn(num_samples, **like).sign()
    u = torch.rand(num_samples, **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * 2 * math.pi)
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], -1)


def not_divided_by_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Neither column is divided by the scale."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1) * torch.randn(num_samples, **like).sign()
    u = torch.rand(num_samples, **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / math.sqrt(2 * math.pi)
    d_scale = f(loc + scale * m) - f(loc + scale * m * u)
    return torch.stack([d_loc, d_scale], -1)


def maxwell_on_one_side(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The Maxwell variable has no random sign, so it moves to one side only."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1)
    u = torch.rand(num_samples, **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], -1)


def two_rayleigh_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The two branches of the loc column have Rayleigh draws of their own, not the same r."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r, other = torch.randn(2, num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1) * torch.randn(num_samples, **like).sign()
    u = torch.rand(num_samples, **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * other)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], -1)


def fresh_normal_for_the_lower_branch(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The normal branch is a fresh normal, not m u: the two branches are not coupled."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1) * torch.randn(num_samples, **like).sign()
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * torch.randn(num_samples, **like))) / scale
    return torch.stack([d_loc, d_scale], -1)


def half_normal_for_rayleigh(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r is the absolute value of one normal, not the length of two."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, **like).abs()
    m = torch.randn(num_samples, 3, **like).norm(dim=-1) * torch.randn(num_samples, **like).sign()
    u = torch.rand(num_samples, **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], -1)


def one_uniform_for_all_rows(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A single u is shared by all the rows, which should each have draws of their own."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1) * torch.randn(num_samples, **like).sign()
    u = torch.rand((), **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], -1)


def scale_branches_swapped(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The scale column has the wrong sign: the wider branch is the positive one."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1) * torch.randn(num_samples, **like).sign()
    u = torch.rand(num_samples, **like)
    x = loc + scale * torch.stack([r, -r, m * u, m])
    up, down, wide, narrow = f(x)
    return torch.stack([(up - down) / math.sqrt(2 * math.pi), wide - narrow], -1) / scale


def gaussian_with_variance_three(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """m is a normal with the variance 3, which matches the variance of the Maxwell variable but not its density."""
    like = dict(dtype=loc.dtype, device=loc.device)
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = math.sqrt(3) * torch.randn(num_samples, **like)
    u = torch.rand(num_samples, **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], -1)


def half_of_the_rows_mirrored(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second half of the rows reuses the r of the first half and mirrors its m: the rows have no draws of their own."""
    like = dict(dtype=loc.dtype, device=loc.device)
    half = (num_samples + 1) // 2
    r = torch.randn(half, 2, **like).norm(dim=-1)
    m = torch.randn(half, 3, **like).norm(dim=-1) * torch.randn(half, **like).sign()
    r = torch.cat([r, r])[:num_samples]
    m = torch.cat([m, -m])[:num_samples]
    u = torch.rand(num_samples, **like)
    d_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    d_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([d_loc, d_scale], -1)
