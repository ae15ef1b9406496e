"""Wrong answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def maxwell_of_one_side(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Leaves out the sign of m: right only for an f that is symmetric about loc."""
    normals = torch.randn(5, num_samples, dtype=loc.dtype, device=loc.device)
    r, m = normals[:2].norm(dim=0), normals[2:].norm(dim=0)
    points = torch.stack([r, -r, m, m * torch.rand_like(m)])
    values = f(loc + scale * points).to(loc.dtype)
    in_loc = (values[0] - values[1]) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([in_loc, (values[2] - values[3]) / scale], -1)


def one_sign_for_all_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws the sign of m once a call, so that the rows are not independent."""
    normals = torch.randn(5, num_samples, dtype=loc.dtype, device=loc.device)
    sign = 2 * torch.randint(2, (), device=loc.device) - 1
    r, m = normals[:2].norm(dim=0), sign * normals[2:].norm(dim=0)
    points = torch.stack([r, -r, m, m * torch.rand_like(m)])
    values = f(loc + scale * points).to(loc.dtype)
    in_loc = (values[0] - values[1]) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([in_loc, (values[2] - values[3]) / scale], -1)


def dtype_of_the_cost(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Gives float32 where a step gives float32 at float64 points: scale () promotes nothing."""
    normals = torch.randn(5, num_samples, dtype=loc.dtype, device=loc.device)
    r = normals[:2].norm(dim=0)
    m = normals[2:].norm(dim=0) * torch.sign(torch.rand_like(r) - 0.5)
    values = f(loc + scale * torch.stack([r, -r, m, m * torch.rand_like(m)]))
    in_loc = (values[0] - values[1]) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([in_loc, (values[2] - values[3]) / scale], -1)
