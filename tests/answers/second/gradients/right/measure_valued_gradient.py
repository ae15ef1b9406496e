"""Answers to measure_valued_gradient, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def rayleigh_from_exponential(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Rayleigh as the root of two exponentials, Maxwell from a gamma variable."""
    with torch.no_grad():
        r = (2 * loc.new_empty(num_samples).exponential_()).sqrt()
        shape = torch.full((num_samples,), 1.5, dtype=loc.dtype, device=loc.device)
        m = torch.sqrt(2 * Gamma(shape, torch.ones_like(shape)).sample())
        m = torch.where(torch.rand_like(m) < 0.5, -m, m)
        u = torch.rand_like(m)
        first = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
        second = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
        return torch.stack([first, second], -1)


def all_branches_in_one_call(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The lengths of normal vectors, and one call of f for all four branches."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=1)
    m = torch.randn(num_samples, 3, **kind).norm(dim=1) * (
        2 * torch.randint(2, (num_samples,), **kind) - 1
    )
    steps = torch.stack([r, -r, m, m * torch.rand(num_samples, **kind)])
    up, down, wide, narrow = f((loc + scale * steps).detach()).unbind(0)
    return torch.stack([(up - down) / (2 * math.pi) ** 0.5, wide - narrow], 1).div(scale.detach())


def maxwell_and_its_part(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Rayleigh times a signed number of density 3/2 v^2 would be another way; here a loop over the draws."""
    rows = []
    for _ in range(num_samples):
        r = torch.hypot(*torch.randn(2, dtype=loc.dtype, device=loc.device))
        v = torch.randn(3, dtype=loc.dtype, device=loc.device)
        m = torch.linalg.vector_norm(v).copysign(
            torch.randn((), dtype=loc.dtype, device=loc.device)
        )
        u = torch.rand((), dtype=loc.dtype, device=loc.device)
        left = (f(loc + scale * r) - f(loc - scale * r)) / (scale * (2 * math.pi) ** 0.5)
        right = (f(loc + scale * m) - f(loc + scale * (m * u))) / scale
        rows.append(torch.stack([left, right]))
    return torch.stack(rows).detach()


def normal_part_is_a_coordinate(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Archimedes: a coordinate of three normals is the length times a uniform on (-1, 1)."""
    with torch.no_grad():
        v = torch.randn(num_samples, 3, dtype=loc.dtype, device=loc.device)
        normal = v[:, 0]
        m = v.norm(dim=-1) * torch.sign(normal)
        r = torch.randn(num_samples, 2, dtype=loc.dtype, device=loc.device).square().sum(-1).sqrt()
        loc_part = (f(loc + scale * r) - f(loc - scale * r)) / math.sqrt(2 * math.pi)
        return torch.stack([loc_part, f(loc + scale * m) - f(loc + scale * normal)], -1) / scale
