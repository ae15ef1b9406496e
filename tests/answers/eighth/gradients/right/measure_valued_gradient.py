"""Right answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Chi2, Weibull


def normal_branch_is_a_coordinate(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Uses that one of three normals, over the length of all three, is uniform (Archimedes)."""
    flat = torch.randn(num_samples, 2, dtype=loc.dtype, device=loc.device)
    solid = torch.randn(num_samples, 3, dtype=loc.dtype, device=loc.device)
    r = torch.linalg.vector_norm(flat, dim=-1)
    narrow = solid[:, 0]
    wide = torch.copysign(torch.linalg.vector_norm(solid, dim=-1), narrow)
    right, left, outer, inner = (
        f(loc + scale * t).to(loc.dtype) for t in (r, -r, wide, narrow)
    )
    in_loc = (right - left) / (scale * math.sqrt(2 * math.pi))
    return torch.column_stack([in_loc, (outer - inner) / scale])


def branches_of_torch_distributions(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws a Weibull and the root of a chi-squared, and evaluates f once at all branches."""
    one = torch.ones((), dtype=loc.dtype, device=loc.device)
    r = Weibull(math.sqrt(2) * one, 2 * one).sample((num_samples,))
    m = Chi2(3 * one).sample((num_samples,)).sqrt()
    m = torch.where(torch.rand_like(m) < 0.5, m, -m)
    points = torch.stack([r, -r, m, m * torch.rand_like(m)])
    values = f(loc + scale * points).to(loc.dtype)
    weights = torch.tensor([1 / math.sqrt(2 * math.pi), 1.0], dtype=loc.dtype, device=loc.device)
    return (values[0::2] - values[1::2]).T * weights / scale
