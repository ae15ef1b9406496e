"""Wrong answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def maxwell_on_one_side(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """m has no random sign, so both branches in scale look only right of the mean."""
    like = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1)
    u = torch.rand(num_samples, **like)
    in_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    in_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([in_loc, in_scale], -1)


def one_uniform_for_all_rows(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A single u serves every row, so the rows in scale share their error and it never averages."""
    like = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1)
    m = m * (2 * torch.randint(2, (num_samples,), **like) - 1)
    u = torch.rand((), **like)
    in_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    in_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([in_loc, in_scale], -1)


def branches_of_two_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The left branch has a Rayleigh draw of its own: the mean is right, the spread too large."""
    like = {"dtype": loc.dtype, "device": loc.device}
    r, other = torch.randn(2, num_samples, 2, **like).norm(dim=-1)
    m = torch.randn(num_samples, 3, **like).norm(dim=-1)
    m = m * (2 * torch.randint(2, (num_samples,), **like) - 1)
    u = torch.rand(num_samples, **like)
    in_loc = (f(loc + scale * r) - f(loc - scale * other)) / (scale * math.sqrt(2 * math.pi))
    in_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([in_loc, in_scale], -1)
