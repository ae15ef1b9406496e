"""Right answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def lengths_of_normals(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Rayleigh and Maxwell variables as lengths of normal vectors, all branches in one call."""
    like = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **like).norm(dim=1)
    m = torch.randn(num_samples, 3, **like).norm(dim=1)
    m = torch.where(torch.rand(num_samples, **like) < 0.5, -m, m)
    u = torch.rand(num_samples, **like)
    right, left, wide, narrow = f(loc + scale * torch.stack([r, -r, m, m * u]))
    return torch.stack(
        [(right - left) / (scale * math.sqrt(2 * math.pi)), (wide - narrow) / scale], dim=1
    )


def inverse_and_gamma(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Rayleigh as the root of an exponential, Maxwell as the root of a chi-square; four calls."""

    def exponential() -> Tensor:
        return torch.empty(num_samples, dtype=loc.dtype, device=loc.device).exponential_()

    result = torch.zeros(num_samples, 2, dtype=loc.dtype, device=loc.device)
    u = torch.empty_like(result[:, 0]).uniform_()
    sign = 2 * torch.empty_like(u).bernoulli_(0.5) - 1
    m = sign * (2 * exponential() + torch.empty_like(u).normal_().square()).sqrt()
    r = torch.sqrt(2 * exponential())
    result[:, 1] = (f(loc + scale * m) - f(loc + scale * (m * u))) / scale
    result[:, 0] = (f(loc + scale * r) - f(loc - scale * r)) / scale
    result[:, 0] /= (2 * math.pi) ** 0.5
    return result
