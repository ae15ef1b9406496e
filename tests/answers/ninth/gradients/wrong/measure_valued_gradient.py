"""Wrong answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def maxwell_without_a_sign(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Forgets the random sign of m, so both branches of the scale lie right of the mean only."""
    normals = torch.randn(5, num_samples, dtype=loc.dtype, device=loc.device)
    r, m = normals[:2].norm(dim=0), normals[2:].norm(dim=0)
    u = torch.rand_like(m)
    by_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    by_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([by_loc, by_scale], -1)


def branches_of_the_scale_not_coupled(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws a fresh normal in the place of m u, which leaves the mean but not the variance."""
    normals = torch.randn(6, num_samples, dtype=loc.dtype, device=loc.device)
    r = normals[:2].norm(dim=0)
    m = normals[2:5].norm(dim=0) * torch.sign(torch.rand_like(r) - 0.5)
    by_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    by_scale = (f(loc + scale * m) - f(loc + scale * normals[5])) / scale
    return torch.stack([by_loc, by_scale], -1)


def one_uniform_for_all_rows(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws u once and uses it in all rows, so that m u of one call is not normal."""
    normals = torch.randn(5, num_samples, dtype=loc.dtype, device=loc.device)
    r = normals[:2].norm(dim=0)
    m = normals[2:].norm(dim=0) * torch.sign(torch.rand_like(r) - 0.5)
    u = torch.rand((), dtype=loc.dtype, device=loc.device)
    by_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    by_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([by_loc, by_scale], -1)
