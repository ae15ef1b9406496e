"""Right answers to measure_valued_gradient."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Chi2, Weibull


@torch.no_grad()
def four_calls_of_f(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """r from a uniform by its inverse; m is the length of three normals, a coin its sign."""
    like = {"dtype": loc.dtype, "device": loc.device}
    r = torch.sqrt(-2 * torch.log1p(-torch.rand(num_samples, **like)))
    sign = torch.randint(2, (num_samples,), device=loc.device) * 2 - 1
    m = sign * torch.linalg.vector_norm(torch.randn(num_samples, 3, **like), dim=1)
    u = torch.rand(num_samples, **like)
    in_loc = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    in_scale = (f(loc + scale * m) - f(loc + scale * m * u)) / scale
    return torch.stack([in_loc, in_scale], dim=1)


def variables_from_torch_distributions(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A Rayleigh variable is a Weibull one with shape 2; m^2 is chi-square with 3 degrees."""
    mu, sigma = loc.detach(), scale.detach()
    two = torch.full_like(mu, 2.0)
    r = Weibull(two.sqrt(), two).sample((num_samples,))
    size = Chi2(torch.full_like(mu, 3.0)).sample((num_samples,)).sqrt()
    m = torch.where(torch.rand_like(size) < 0.5, -size, size)
    narrow = m * torch.rand_like(m)
    table = f(mu + sigma * torch.stack([r, -r, m, narrow], dim=1))
    first = (table[:, 0] - table[:, 1]) * (1 / math.sqrt(2 * math.pi))
    return torch.stack([first, table[:, 2] - table[:, 3]], 1).div(sigma)


def narrow_branch_by_its_own_law(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """m^2 = n^2 + 2 e with a normal n and an exponential e; and r^2 = 2 e' of its own."""
    with torch.no_grad():
        energy = loc.new_empty(2, num_samples).exponential_()
        n = torch.randn_like(energy[0])
        r = (2 * energy[0]).sqrt()
        size = torch.hypot(n, (2 * energy[1]).sqrt())
        m = torch.copysign(size, torch.randn_like(size))
        u = loc.new_empty(num_samples).uniform_()
        right, left = f(torch.cat([loc + scale * r, loc - scale * r])).chunk(2)
        wide, narrow = f(torch.cat([loc + scale * m, loc + scale * (m * u)])).chunk(2)
        weights = torch.stack([1 / (2 * math.pi * scale**2).sqrt(), 1 / scale])
        return torch.stack([right - left, wide - narrow], -1) * weights


def row_by_row(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A loop over the rows; f sees four points at a time."""
    rows = []
    with torch.no_grad():
        for _ in range(num_samples):
            two, three = torch.randn_like(loc.expand(5)).split([2, 3])
            r = two.square().sum().sqrt()
            m = three.square().sum().sqrt()
            if torch.rand(()) < 0.5:
                m = -m
            a, b, c, d = f(loc + scale * torch.stack([r, -r, m, m * torch.rand_like(m)]))
            rows.append(torch.stack([(a - b) / math.sqrt(2 * math.pi), c - d]) / scale)
    return torch.stack(rows)


def signed_weights_on_the_branches(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Points (n, 4); a matrix (4, 2) of signed weights makes both differences."""
    n = num_samples
    sigma = scale.detach()
    r = torch.randn(n, 2, dtype=loc.dtype, device=loc.device).norm(dim=1, keepdim=True)
    g = torch.distributions.Gamma(torch.full_like(sigma, 1.5), torch.full_like(sigma, 0.5))
    m = g.sample((n, 1)).sqrt() * torch.randn_like(r).sign()
    points = torch.cat([r, -r, m, m * torch.rand_like(m)], 1)
    c = 1 / math.sqrt(2 * math.pi)
    weights = torch.tensor([[c, 0], [-c, 0], [0, 1], [0, -1]], dtype=loc.dtype, device=loc.device)
    return (f(loc.detach() + sigma * points).detach().to(loc.dtype) @ weights) / sigma
